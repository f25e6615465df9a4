namespace HpoRunner.Ranking;

/// <summary>
/// Expected numbers by least squares with a column per row and per column of the layout:
/// y = np.array([[.91, .93, .9, .92], [.95, .96, .93, .97], [.6, .72, .55, .81]]); i, j = np.indices(y.shape)
/// a = np.hstack([np.eye(3)[i.ravel()], np.eye(4)[j.ravel()]]); r = y.ravel() - a @ np.linalg.lstsq(a, y.ravel(), rcond=None)[0]
/// print((r**2).sum() / (12 - np.linalg.matrix_rank(a)))                  # 0.0036583333333333294
/// print((r.reshape(3, 4)[:2]**2).sum(1).mean() / 3 * 3 / 2)              # 0.001852083333333341
/// print(np.var(y[2] - y[:2].mean(0), ddof=1))                            # 0.010906249999999994
/// </summary>
internal sealed class TwoWayLayoutTests
{
    private static readonly double[][] Rows = [[0.91, 0.93, 0.90, 0.92], [0.95, 0.96, 0.93, 0.97], [0.60, 0.72, 0.55, 0.81]];

    [Test]
    public void NoiseVariance_ThreeRows_AgreesWithLeastSquares() =>
        Assert.That(TwoWayLayout.NoiseVariance(Rows), Is.EqualTo(0.0036583333333333294).Within(1e-14));

    [Test]
    public void NoiseVarianceOfFirst_TwoOfThree_AgreesWithLeastSquares() =>
        Assert.That(TwoWayLayout.NoiseVarianceOfFirst(Rows, 2), Is.EqualTo(0.001852083333333341).Within(1e-14));

    [Test]
    public void NoiseVarianceAgainst_OtherRows_AgreesWithNumpy() =>
        Assert.That(TwoWayLayout.NoiseVarianceAgainst(Rows.AsSpan(0, 2), Rows[2]), Is.EqualTo(0.010906249999999994).Within(1e-14));

    [Test]
    public void NoiseVariance_RowsThatDifferByAConstant_IsExactlyZero() =>
        Assert.That(TwoWayLayout.NoiseVariance([[0.1, 0.2, 0.4], [0.3, 0.4, 0.6]]), Is.Zero);
}
