using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

internal sealed class TrueMeansTests
{
    // A hundred rounds of sums in another order.
    private const double Rounds = 1e-11;

    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(60);

    // cd tests/scripts; /usr/bin/python3 -c "import numpy as np, ranking_reference as r; np.set_printoptions(precision=14)
    // print(r.true_means(np.array([0.93, 0.92, 0.9, 0.9, 0.82]), 1e-4))"
    [Test]
    public void Of_FiveMeans_AgreesWithReference()
    {
        var found = TrueMeans.Of([0.93, 0.92, 0.9, 0.9, 0.82], 1e-4);

        Assert.That(found.Expected, Is.EqualTo(new[] { 0.92587889136858, 0.91840739191103, 0.90279976860664, 0.90279976860664, 0.82 })
            .Within(Rounds));
        Assert.That(found.Chances, Is.EqualTo(new[] { 0.71132601775692, 0.2663575699542, 0.011158206144439, 0.011158206144439, 0 })
            .Within(Rounds));
    }

    // With a prior as fine as it is coarse here, and means that lie far apart, nothing is known but each mean by itself.
    // from scipy.stats import norm; print(norm.cdf(3 / 2**.5))  # 0.98305
    [Test]
    public void Of_MeansFarApart_IsNearlyTheChanceOfTwo() =>
        Assert.That(TrueMeans.Of([3, 0], 1).Chances[0], Is.EqualTo(0.983).Within(0.005));

    [Test]
    public void Of_NoNoise_SharesTheChanceAmongTheLargest()
    {
        var found = TrueMeans.Of([2, 2, 1], 0);

        Assert.That(found.Chances, Is.EqualTo(new[] { 0.5, 0.5, 0 }));
        Assert.That(found.Expected, Is.EqualTo(new double[] { 2, 2, 1 }));
    }

    [Test]
    public void Of_EqualMeans_EqualChancesBitByBit()
    {
        var found = TrueMeans.Of([1, 1, 1, 0.5, 0.5], 0.04);

        Assert.That(found.Chances[..3], Is.All.EqualTo(found.Chances[0]));
        Assert.That(found.Chances[3], Is.EqualTo(found.Chances[4]));
        Assert.That(found.Expected[3], Is.EqualTo(found.Expected[4]));
    }

    [Test]
    public void Of_ManyEqualConfigurations_TakesTheBestOneDown()
    {
        // True means are all 0, and the best is 3.6 errors above by luck alone; what is left is what 500 means cannot rule out.
        var stream = new RandomStream(5);
        double[] means = [.. Enumerable.Range(0, 500).Select(_ => stream.NextNormal()).OrderDescending()];

        Assert.That(means[0], Is.GreaterThan(3.5));
        Assert.That(TrueMeans.Of(means, 1).Expected[0], Is.InRange(0, 0.6 * means[0]));
    }

    [Test]
    public void Of_AnyMeans_ChancesSumToOneAndOrderStays() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var means = Means(seed);
        var found = TrueMeans.Of(means, 1);
        return Math.Abs(found.Chances.Sum() - 1) < 1e-12
            && Falls(found.Chances, 1e-13) && Falls(found.Expected, 1e-12)
            && found.Expected.Zip(means).All(pair => Math.Abs(pair.First - pair.Second) < 8);
    }));

    [Test]
    public void Of_ShiftedAndScaled_SaysTheSame() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var means = Means(seed);
        TrueMeans one = TrueMeans.Of(means, 1), other = TrueMeans.Of([.. means.Select(mean => 0.01 * mean + 0.8)], 1e-4);
        return one.Chances.Zip(other.Chances).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9)
            && one.Expected.Zip(other.Expected).All(pair => Math.Abs(0.01 * pair.First + 0.8 - pair.Second) < 1e-9);
    }));

    [Test]
    public void Of_OneMoreFarBehind_ChangesNothing()
    {
        var without = TrueMeans.Of([2, 1, 0.5], 1);
        var with = TrueMeans.Of([2, 1, 0.5, -7], 1);

        Assert.That(with.Chances, Is.EqualTo((double[])[.. without.Chances, 0]));
        Assert.That(with.Expected, Is.EqualTo((double[])[.. without.Expected, -7]));
    }

    private static bool Falls(double[] values, double rounding) =>
        values.Zip(values.Skip(1)).All(pair => pair.First >= pair.Second - rounding);

    private static double[] Means(int seed)
    {
        var stream = RandomStream.Derive((uint)seed, "means");
        var spread = 3 * stream.NextDouble();
        return [.. Enumerable.Range(0, 3 + stream.NextInt(60)).Select(_ => spread * stream.NextNormal() + stream.NextNormal())
            .OrderDescending()];
    }
}
