using HpoRunner.Experiments;

namespace HpoRunner.Search;

internal sealed class RangeValuesTests
{
    [TestCase(0.0, 16)]
    [TestCase(0.999999999, 128)]
    public void FromShare_WholeLogRange_ReachesItsBounds(double share, double expected) =>
        Assert.That(RangeValues.FromShare(new RangeDomain(16, 128, true, true, null, null), share).AsNumber, Is.EqualTo(expected));

    [Test]
    public void FromShare_RealRange_StaysInside([Random(0.0, 1.0, 50)] double share) =>
        Assert.That(RangeValues.FromShare(new RangeDomain(1e-7, 3, false, true, null, null), share).AsNumber, Is.InRange(1e-7, 3));

    [TestCase(0.00312345678, 0.00312346)]
    [TestCase(-1234567.0, -1234570.0)]
    [TestCase(0.0, 0.0)]
    public void Round_SixSignificantDigits(double value, double expected) => Assert.That(RangeValues.Round(value), Is.EqualTo(expected));
}
