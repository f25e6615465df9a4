using FsCheck;
using FsCheck.Fluent;

namespace HpoRunner.Experiments;

internal sealed class DurationTests
{
    [TestCase("90s", 90)]
    [TestCase("45m", 2_700)]
    [TestCase("8h", 28_800)]
    [TestCase("1d12h", 129_600)]
    [TestCase("1d2h3m4s", 93_784)]
    [TestCase("3650d", 315_360_000)]
    public void TryParse_Span_IsInSeconds(string text, int seconds)
    {
        Assert.That(Duration.TryParse(text, out var span, out _), Is.True);
        Assert.That(span.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("")]
    [TestCase("h")]
    [TestCase("8")]
    [TestCase("8 h")]
    [TestCase("8H")]
    [TestCase("-8h")]
    [TestCase("1h1h")]
    [TestCase("1s1m")]
    [TestCase("0s")]
    [TestCase("3651d")]
    [TestCase("99999999999999999999d")]
    [TestCase("2147483647d2147483647h")]
    public void TryParse_AnythingElse_IsRefusedWithAReason(string text)
    {
        Assert.That(Duration.TryParse(text, out _, out var problem), Is.False);
        Assert.That(problem, Is.Not.Empty);
    }

    [Test]
    public void Format_AnySpan_ReadsBack() =>
        Prop.ForAll(
                Gen.Choose(1, 315_360_000).ToArbitrary(),
                seconds =>
                    Duration.TryParse(Duration.Format(TimeSpan.FromSeconds(seconds)), out var span, out _) && span.TotalSeconds == seconds)
            .QuickCheckThrowOnFailure();
}
