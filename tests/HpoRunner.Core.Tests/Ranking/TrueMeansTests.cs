using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Ranking;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Tests.Ranking;

internal sealed class TrueMeansTests
{
    private const double KnownNoise = 1e6;

    // Quantiles of χ² of two libraries.
    private const double Quantiles = 1e-8;

    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(60);

    // cd tests/scripts; /usr/bin/python3 -c "import numpy as np, ranking_reference as r
    // for f in (8, 1e6): e, c = r.true_means(np.array([0.93, 0.92, 0.9, 0.9, 0.82]), 1e-4, f); print(e.round(12), c.round(12))"
    [TestCase(8, new[] { 0.926128690972, 0.918473947954, 0.902597827227, 0.902597827227, 0.820622832942 }, new[] { 0.692164054302, 0.258571034971, 0.024632447803, 0.024632447803, 1.5121e-08 })]
    [TestCase(KnownNoise, new[] { 0.926943042464, 0.918740943099, 0.902066494721, 0.902066494721, 0.82 }, new[] { 0.72417715546, 0.255630190332, 0.010096327104, 0.010096327104, 0.0 })]
    public void Of_FiveMeans_AgreesWithReference(double freedom, double[] expected, double[] chances)
    {
        var found = TrueMeans.Of([0.93, 0.92, 0.9, 0.9, 0.82], 1e-4, freedom);

        Assert.That(found.Expected, Is.EqualTo(expected).Within(Quantiles));
        Assert.That(found.Chances, Is.EqualTo(chances).Within(Quantiles));
    }

    // With a prior as fine as it is coarse here, and means that lie far apart, nothing is known but each mean by itself.
    // from scipy.stats import norm; print(norm.cdf(3 / 2**.5))  # 0.98305
    [Test]
    public void Of_MeansFarApart_IsNearlyTheChanceOfTwo() =>
        Assert.That(TrueMeans.Of([3, 0], 1, KnownNoise).Chances[0], Is.EqualTo(0.983).Within(0.005));

    [Test]
    public void Of_NoNoise_SharesTheChanceAmongTheLargest()
    {
        var found = TrueMeans.Of([2, 2, 1], 0, 4);

        Assert.That(found.Chances, Is.EqualTo(new[] { 0.5, 0.5, 0 }));
        Assert.That(found.Expected, Is.EqualTo(new double[] { 2, 2, 1 }));
    }

    [Test]
    public void Of_EqualMeans_EqualChancesBitByBit()
    {
        var found = TrueMeans.Of([1, 1, 1, 0.5, 0.5], 0.04, 8);

        Assert.That(found.Chances[..3], Is.All.EqualTo(found.Chances[0]));
        Assert.That(found.Chances[3], Is.EqualTo(found.Chances[4]));
        Assert.That(found.Expected[3], Is.EqualTo(found.Expected[4]));
    }

    [Test]
    public void Of_ManyEqualConfigurations_TakesTheBestOneDown()
    {
        // True means are all 0, and the best is almost 3 errors above by luck alone. The imagined configurations keep it from going all the way.
        var stream = new RandomStream(5);
        double[] means = [.. Enumerable.Range(0, 500).Select(_ => stream.NextNormal()).OrderDescending()];

        Assert.That(means[0], Is.GreaterThan(2.5));
        Assert.That(TrueMeans.Of(means, 1, KnownNoise).Expected[0], Is.InRange(0, 0.75 * means[0]));
    }

    [Test]
    public void Of_AnyMeans_ChancesSumToOneAndOrderStays() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var means = Means(seed, out var freedom);
        var found = TrueMeans.Of(means, 1, freedom);
        return Math.Abs(found.Chances.Sum() - 1) < 1e-12
            && Falls(found.Chances, 1e-13) && Falls(found.Expected, 1e-12)
            && found.Expected.Zip(means).All(pair => Math.Abs(pair.First - pair.Second) < 8);
    }));

    [Test]
    public void Of_ShiftedAndScaled_SaysTheSame() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var means = Means(seed, out var freedom);
        TrueMeans one = TrueMeans.Of(means, 1, freedom), other = TrueMeans.Of([.. means.Select(mean => 0.01 * mean + 0.8)], 1e-4, freedom);
        return one.Chances.Zip(other.Chances).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9)
            && one.Expected.Zip(other.Expected).All(pair => Math.Abs(0.01 * pair.First + 0.8 - pair.Second) < 1e-9);
    }));

    [Test]
    public void Of_OneMoreFarBehind_ChangesNothing()
    {
        var without = TrueMeans.Of([2, 1, 0.5], 1, KnownNoise);
        var with = TrueMeans.Of([2, 1, 0.5, -7], 1, KnownNoise);

        Assert.That(with.Chances, Is.EqualTo((double[])[.. without.Chances, 0]));
        Assert.That(with.Expected, Is.EqualTo((double[])[.. without.Expected, -7]));
    }

    private static bool Falls(double[] values, double rounding) => values.Zip(values.Skip(1)).All(pair => pair.First >= pair.Second - rounding);

    private static double[] Means(int seed, out double freedom)
    {
        var stream = RandomStream.Derive((uint)seed, "means");
        var spread = 3 * stream.NextDouble();
        freedom = 2 + stream.NextInt(1500);
        return [.. Enumerable.Range(0, 3 + stream.NextInt(60)).Select(_ => spread * stream.NextNormal() + stream.NextNormal()).OrderDescending()];
    }
}
