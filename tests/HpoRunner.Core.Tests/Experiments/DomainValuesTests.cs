using FsCheck;
using FsCheck.Fluent;

namespace HpoRunner.Experiments;

internal sealed class DomainValuesTests
{
    // Decimal steps by hand; the geometric ones are powers of ten and of two.
    [TestCase("{dropout: {min: 0, max: 0.5, step: 0.1}}", "0 0.1 0.2 0.3 0.4 0.5")]
    [TestCase("{dropout: {min: 0.05, max: 0.5, step: 0.2}}", "0.05 0.25 0.45")]
    [TestCase("{epochs: {min: 5, max: 20, step: 6}}", "5 11 17")]
    [TestCase("{epochs: {min: 5, max: 8}}", "5 6 7 8")]
    [TestCase("{learning_rate: {min: 1e-4, max: 1e-1, scale: log, count: 4}}", "0.0001 0.001 0.01 0.1")]
    [TestCase("{batch_size: {min: 16, max: 256, scale: log, count: 5}}", "16 32 64 128 256")]
    [TestCase("{batch_size: {min: 1, max: 8, scale: log, count: 8}}", "1 2 3 4 6 8")]
    [TestCase("{l2: {min: 0, max: 0.1, count: 5}}", "0 0.025 0.05 0.075 0.1")]
    [TestCase("{init: [zeros, normal]}", "zeros normal")]
    [TestCase("{init: zeros}", "zeros")]
    public void At_EveryIndex_GivesTheValuesInOrder(string parameter, string expected)
    {
        var domain = Sample.Parameter(parameter).Domain;
        var values = Enumerable.Range(0, (int)DomainValues.Count(domain)!.Value).Select(index => DomainValues.At(domain, index)).ToList();
        Assert.That(string.Join(" ", values), Is.EqualTo(expected));
        Assert.That(values.All(value => DomainValues.Contains(domain, value)), Is.True);
    }

    [TestCase("{learning_rate: {min: 1e-4, max: 1e-1}}")]
    [TestCase("{dropout: {mean: 0.2, sd: 0.1}}")]
    public void Count_Continuum_IsNull(string parameter) => Assert.That(DomainValues.Count(Sample.Parameter(parameter).Domain), Is.Null);

    [TestCase("{dropout: {min: 0, max: 0.5, step: 0.1}}", 0.3, true)]
    [TestCase("{dropout: {min: 0, max: 0.5, step: 0.1}}", 0.25, false)]
    [TestCase("{dropout: {min: 0, max: 0.5, step: 0.1}}", 0.6, false)]
    [TestCase("{epochs: {min: 5, max: 8}}", 6.5, false)]
    [TestCase("{learning_rate: {min: 1e-4, max: 0.1}}", 0.1, true)]
    [TestCase("{batch_size: {mean: 32, sd: 8}}", 32.5, false)]
    [TestCase("{batch_size: {mean: 32, sd: 8}}", 33, true)]
    public void Contains_Value_IsWhatASearchCanBring(string parameter, double value, bool expected) =>
        Assert.That(DomainValues.Contains(Sample.Parameter(parameter).Domain, value), Is.EqualTo(expected));

    [Test]
    public void Stepped_AnyRange_StaysInsideAndHasNoRoundingTail() =>
        Prop.ForAll(Gen.Choose(1, 400).Two().ToArbitrary(), pair =>
        {
            var range = new RangeDomain(0, pair.Item1 / 100.0, false, false, Math.Min(pair.Item2, pair.Item1) / 100.0, null);
            var count = (int)DomainValues.Count(range)!.Value;
            return count == (pair.Item1 / Math.Min(pair.Item2, pair.Item1)) + 1
                && Enumerable.Range(0, count).Select(index => DomainValues.At(range, index))
                .All(value => value.AsNumber <= range.Max && value.ToString().Length <= 4 && DomainValues.Contains(range, value));
        }).QuickCheckThrowOnFailure();
}
