using HpoRunner.Journal;
using NUnit.Framework;

namespace HpoRunner.Reports;

/// <summary>No score that is not zero reads as zero, and no rounding reads as a score.</summary>
internal sealed class ScoreFormatTests
{
    [TestCase(3.264e-5, "3.26\u202f×\u202f10⁻⁵")]
    [TestCase(0.02249, "0.0225")]
    [TestCase(0.4858, "0.486")]
    [TestCase(3.7586, "3.76")]
    [TestCase(0.0, "0")]
    public void Score_HeightsOrdersOfMagnitudeApart_HaveSignificantDigits(double score, string expected) =>
        Assert.That(Of(3.264e-5, 0.0225, 3.76).Score(score), Is.EqualTo(expected));

    [Test]
    public void Gap_HeightsOrdersOfMagnitudeApart_HasItsSignAndDigits()
    {
        var scores = Of(3.264e-5, 0.0225, 3.76);
        Assert.That(scores.Gap(4.8e-6), Is.EqualTo("+4.80\u202f×\u202f10⁻⁶"));
        Assert.That(scores.Gap(-0.0225), Is.EqualTo("−0.0225"));
        Assert.That(scores.Gap(1e-16), Is.EqualTo("0.00"));
    }

    [Test]
    public void Score_HiddenByTheDecimals_IsShownAllTheSame()
    {
        var scores = Of(0.9, 0.8, 0.5);
        Assert.That(scores.Score(0.00012), Is.EqualTo("1.2\u202f×\u202f10⁻⁴"));
        Assert.That(scores.Score(1e-17), Is.EqualTo("0.000"));
        Assert.That(scores.Gap(0.00012), Is.EqualTo("0.000"));
    }

    [Test]
    public void Score_AllTiny_KeepsItsDigits()
    {
        var scores = Of(3.2e-12, 4.1e-12, 9.9e-12);
        Assert.That(scores.Score(3.2e-12), Is.EqualTo("3.2\u202f×\u202f10⁻¹²"));
        Assert.That(scores.Gap(9e-13), Is.EqualTo("+9.0\u202f×\u202f10⁻¹³"));
    }

    [Test]
    public void IsSame_MediansThatReadAlike_AreTheSame()
    {
        Assert.That(Of(1e-6, 1).IsSame(0.02251, 0.02249), Is.True);
        Assert.That(Of(1e-6, 1).IsSame(0.0225, 0.0235), Is.False);
        Assert.That(Of(0.5, 0.9).IsSame(0.80001, 0.80002), Is.True);
    }

    private static ScoreFormat Of(params double[] means) =>
        ScoreFormat.For([.. means.Select((mean, i) => new ReportTrial(i, TrialStatus.Completed) { Mean = mean })]);
}
