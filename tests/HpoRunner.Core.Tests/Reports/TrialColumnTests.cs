using HpoRunner.Journal;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports;

internal sealed class TrialColumnTests
{
    [Test]
    public void LogRange_AnyValues_HaveThreeDigitsAndSmallOnesAPower() =>
        Assert.That(Texts(new("l2", ReportParameterKind.LogRange) { Low = 1e-6, High = 1 }, 0.00001, 0.5, 0.01234),
            Is.EqualTo(new[] { "1.00\u202f×\u202f10⁻⁵", "0.500", "0.0123" }));

    [Test]
    public void LogRange_PlainValues_HaveThreeSignificantDigits() =>
        Assert.That(Texts(new("rate", ReportParameterKind.LogRange) { Low = 1e-3, High = 10 }, 0.001, 0.0821, 2.5),
            Is.EqualTo(new[] { "0.00100", "0.0821", "2.50" }));

    [Test]
    public void LinearRange_Values_HaveTheSameDecimals() =>
        Assert.That(Texts(new("beta1", ReportParameterKind.LinearRange) { Low = 0.8, High = 0.99 }, 0.9, 0.81234),
            Is.EqualTo(new[] { "0.900", "0.812" }));

    [Test]
    public void WholeRange_Values_HaveNone() =>
        Assert.That(Texts(new("units", ReportParameterKind.LogRange) { Low = 1, High = 20000, Whole = true }, 16384, 32),
            Is.EqualTo(new[] { "16384", "32" }));

    [Test]
    public void Choices_Values_HaveAllTheirDigits() =>
        Assert.That(Texts(new("choice", ReportParameterKind.Choice), 1.25e-5, "full", true), Is.EqualTo(new[] { "1.25\u202f×\u202f10⁻⁵", "full", "true" }));

    [Test]
    public void AnyKind_InactiveValue_IsBlank() =>
        Assert.That(
            Texts(new("beta1", ReportParameterKind.LinearRange) { Low = 0, High = 1 }, null, 0.5),
            Is.EqualTo(new[] { "", "0.50" }));

    private static IEnumerable<string> Texts(ReportParameter parameter, params Scalar?[] values)
    {
        var trials = values.Select((value, i) => new ReportTrial(i, TrialStatus.Completed) { Values = [value] }).ToList();
        var column = TrialColumn.OfParameter(new ReportModel
        {
            Run = new ReportRun("id", "name", "finished", DateTimeOffset.UnixEpoch), Metric = new ReportMetric("m", true),
                Findings = new ReportFindings("v"), Parameters = [parameter], Trials = trials,
        }, 0);
        return trials.Select(column.Text);
    }
}
