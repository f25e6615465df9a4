using NUnit.Framework;

namespace HpoRunner.Reports.Charts;

internal sealed class ScaleTests
{
    /// <summary>The arrays that d3-array documents and tests for its ticks(start, stop, count) (Bostock, test/ticks-test.js, v3).</summary>
    [TestCase(0, 1, 10, new[] { 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0 })]
    [TestCase(0, 1, 9, new[] { 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0 })]
    [TestCase(0, 1, 7, new[] { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [TestCase(0, 1, 5, new[] { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [TestCase(0, 1, 3, new[] { 0.0, 0.5, 1.0 })]
    [TestCase(0, 1, 1, new[] { 0.0, 1.0 })]
    [TestCase(0, 10, 4, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [TestCase(0, 10, 2, new[] { 0.0, 5, 10 })]
    [TestCase(-10, 10, 10, new[] { -10.0, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10 })]
    [TestCase(-10, 10, 6, new[] { -10.0, -5, 0, 5, 10 })]
    [TestCase(-10, 10, 2, new[] { -10.0, 0, 10 })]
    public void LinearTicks_PublishedRanges_AreThePublishedArrays(double low, double high, int count, double[] expected) =>
        Assert.That(NiceTicks.Between(low, high, count, out _), Is.EqualTo(expected));

    [Test]
    public void LinearTicks_Labels_ShowAsManyDecimalsAsTheStepHas() =>
        Assert.That(
            new LinearScale(0.961, 0.983).Ticks(10).Select(tick => tick.Label),
            Is.EqualTo(new[] { "0.962", "0.964", "0.966", "0.968", "0.970", "0.972", "0.974", "0.976", "0.978", "0.980", "0.982" }));

    [Test]
    public void LinearTicks_WholeScale_HasNoHalves() =>
        Assert.That(new LinearScale(-0.02, 2.02) { Whole = true }.Ticks(10).Select(tick => tick.Label), Is.EqualTo(new[] { "0", "1", "2" }));

    /// <summary>Every range and count gives few ticks, inside, ascending, each with its own label.</summary>
    [Test]
    public void LinearTicks_AnyRange_AreInsideAndDistinct() =>
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure, FsCheck.Fluent.Prop.ForAll<FsCheck.NormalFloat, FsCheck.NormalFloat,
        byte>((a, b, count) =>
    {
        var scale = new LinearScale(a.Get, b.Get);
        var ticks = scale.Ticks(2 + (count % 20));
        return ticks.All(tick => scale.Holds(tick.Value)) && ticks.Select(tick => tick.Label).Distinct().Count() == ticks.Count
            && ticks.Count <= 4 * (2 + (count % 20));
    }));

    [TestCase(1e-4, 1e-1, 8, "10⁻⁴ 10⁻³ 10⁻² 10⁻¹")]
    [TestCase(1, 1000, 8, "1 10 100 1000")]
    [TestCase(16, 128, 8, "20 50 100")]
    [TestCase(0.0009, 0.03, 8, "0.001 0.002 0.005 0.01 0.02")]
    [TestCase(1e-5, 1e-4, 8, "10⁻⁵ 2\u202f×\u202f10⁻⁵ 5\u202f×\u202f10⁻⁵ 10⁻⁴")]
    [TestCase(1e-8, 1, 5, "10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 10⁰")]
    [TestCase(2e-3, 4e-3, 4, "0.0020 0.0025 0.0030 0.0035 0.0040")]
    public void LogTicks_Ranges_LabelPowersFirst(double low, double high, int count, string expected) =>
        Assert.That(string.Join(' ', new LogScale(low, high).Ticks(count).Select(tick => tick.Label).Where(label => label.Length > 0)),
            Is.EqualTo(expected));

    [Test]
    public void LogScale_Position_IsLinearInTheLogarithm() =>
        Assert.That(new[] { 1e-4, 1e-3, 1e-2 }.Select(new LogScale(1e-4, 1e-2).Position), Is.EqualTo(new[] { 0, 0.5, 1 }).Within(1e-12));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void LogScale_ValueWithoutLogarithm_HasNoPosition(double value) => Assert.That(new LogScale(1, 10).Position(value), Is.NaN);

    [TestCase(0, 10)]
    [TestCase(1, double.PositiveInfinity)]
    public void LogScale_BoundsWithoutLogarithm_Throw(double low, double high) =>
        Assert.That(() => new LogScale(low, high), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(0.5, 5, "0 0.1\u00a0s 0.2\u00a0s 0.3\u00a0s 0.4\u00a0s 0.5\u00a0s")]
    [TestCase(66, 6, "0 15\u00a0s 30\u00a0s 45\u00a0s 60\u00a0s")]
    [TestCase(100, 4, "0 0:30\u00a0min 1:00\u00a0min 1:30\u00a0min")]
    [TestCase(600, 5, "0 2\u00a0min 4\u00a0min 6\u00a0min 8\u00a0min 10\u00a0min")]
    [TestCase(16020, 10, "0 30\u00a0min 1\u00a0h 1\u00a0h\u00a030 2\u00a0h 2\u00a0h\u00a030 3\u00a0h 3\u00a0h\u00a030 4\u00a0h")]
    [TestCase(400000, 5, "0 1\u00a0d 2\u00a0d 3\u00a0d 4\u00a0d")]
    public void DurationTicks_AreRoundTimes(double seconds, int count, string expected) =>
        Assert.That(string.Join(' ', new DurationScale(seconds).Ticks(count).Select(tick => tick.Label)), Is.EqualTo(expected));

    [Test]
    public void LinearScale_OneValue_LiesInTheMiddle() =>
        Assert.That(new LinearScale(0.9, 0.9).Position(0.9), Is.EqualTo(0.5).Within(1e-9));

    [Test]
    public void LinearScale_NoFiniteValues_IsZeroToOne() => Assert.That(LinearScale.Over([double.NaN]), Is.EqualTo(new LinearScale(0, 1)));

    [Test]
    public void BandScale_Values_AreMiddlesOfEqualBands() =>
        Assert.That(new[] { 0.0, 1, 3 }.Select(new BandScale(["a", "b", "c", "d"]).Position), Is.EqualTo(new[] { 0.125, 0.375, 0.875 }));
}
