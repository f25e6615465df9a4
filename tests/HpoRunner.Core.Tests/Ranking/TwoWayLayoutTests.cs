using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// Expected numbers by least squares with a column per row and per column of the layout:
/// y = np.array([[.91, .93, .9, .92], [.95, .96, .93, .97], [.6, .72, .55, .81]]); i, j = np.indices(y.shape)
/// a = np.hstack([np.eye(3)[i.ravel()], np.eye(4)[j.ravel()]]); r = y.ravel() - a @ np.linalg.lstsq(a, y.ravel(), rcond=None)[0]
/// print((r**2).sum() / (12 - np.linalg.matrix_rank(a)))                  # 0.0036583333333333294
/// w = np.array([1, .5, .25]); r = y - y.mean(1)[:, None] - np.average(y, axis=0, weights=w) + np.average(y.mean(1), weights=w)
/// print(w @ (r**2).sum(1) / 3 / (w.sum() - w @ w / w.sum()))              # 0.002413690476190477
/// print(np.var(y[2] - y[:2].mean(0), ddof=1))                            # 0.010906249999999994
/// </summary>
internal sealed class TwoWayLayoutTests
{
    private static readonly double[][] Rows = [[0.91, 0.93, 0.90, 0.92], [0.95, 0.96, 0.93, 0.97], [0.60, 0.72, 0.55, 0.81]];

    [Test]
    public void NoiseVariance_ThreeRows_AgreesWithLeastSquares() =>
        Assert.That(TwoWayLayout.NoiseVariance(Rows), Is.EqualTo(0.0036583333333333294).Within(1e-14));

    [Test]
    public void NoiseVariance_WeightedRows_AgreesWithNumpy() =>
        Assert.That(TwoWayLayout.NoiseVariance(Rows, [1, 0.5, 0.25]), Is.EqualTo(0.002413690476190477).Within(1e-14));

    [Test]
    public void NoiseVariance_WeightsOfOneAndZero_IsThatOfSomeRowsAlone() =>
        Assert.That(TwoWayLayout.NoiseVariance(Rows, [1, 1, 0]), Is.EqualTo(TwoWayLayout.NoiseVariance(Rows.AsSpan(0, 2))).Within(1e-14));

    [Test]
    public void NoiseVariance_DrawnRows_IsUnbiasedForAnyWeights()
    {
        double[] weights = [1, 0.7, 0.3, 0.03];
        var stream = new RandomStream(5);
        var mean = Enumerable.Range(0, 20_000).Average(_ => TwoWayLayout.NoiseVariance(
            [.. weights.Select(weight => Enumerable.Range(0, 3).Select(_ => stream.NextNormal()).ToArray())],
            weights));

        Assert.That(mean, Is.EqualTo(1).Within(0.03));
    }

    [Test]
    public void NoiseVarianceAgainst_OtherRows_AgreesWithNumpy() =>
        Assert.That(TwoWayLayout.NoiseVarianceAgainst(Rows.AsSpan(0, 2), Rows[2]), Is.EqualTo(0.010906249999999994).Within(1e-14));

    [Test]
    public void NoiseVariance_RowsThatDifferByAConstant_IsExactlyZero() =>
        Assert.That(TwoWayLayout.NoiseVariance([[0.1, 0.2, 0.4], [0.3, 0.4, 0.6]]), Is.Zero);
}
