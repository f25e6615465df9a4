using System.Diagnostics;
using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports;

internal sealed class ReportImportanceTests
{
    [Test]
    public void Of_SampleRun_FindsWhatItsScoresWereMadeFrom()
    {
        var importance = Of(SampleReports.Digits(200))!;
        Assert.That(importance.Shares.Parameters[0].Parameter, Is.EqualTo("learning_rate"));
        Assert.That(importance.Shares.Parameters.Select(row => row.Parameter),
            Is.EquivalentTo(new[] { "learning_rate", "batch_size", "init", "beta1", "l2", "optimizer" }));
        Assert.That(importance.Shares.TooFewTrials, Is.False);
    }

    [Test]
    public void Of_BaselineAndTrialsThatDidNotComplete_CountNot()
    {
        var model = SampleReports.Digits(100);
        Assert.That(Of(model)!.Trials, Is.EqualTo(model.Trials.Count(trial => trial.State == TrialStatus.Completed) - 1));
    }

    [Test]
    public void Of_SameTrialsTwice_GivesTheSameNumbers()
    {
        var (first, second) = (Of(SampleReports.Digits(40))!, Of(SampleReports.Digits(40))!);
        Assert.That(second.Shares.Parameters, Is.EqualTo(first.Shares.Parameters));
        Assert.That(second.Shares.Pairs, Is.EqualTo(first.Shares.Pairs));
    }

    [Test]
    public void Of_NothingToExplain_IsNull()
    {
        Assert.That(Of(SampleReports.NothingCompleted()), Is.Null);
        Assert.That(Of(SampleReports.Digits(4)), Is.Null);
        Assert.That(Of(SampleReports.Digits(40) with { Parameters = [new("hidden", ReportParameterKind.Fixed)] }), Is.Null);
    }

    /// <summary>Two seconds on an idle machine; the bound leaves room for a busy one.</summary>
    [Test]
    public void Of_TenThousandTrials_TakesSeconds()
    {
        var model = SampleReports.Digits(10_000);
        var watch = Stopwatch.StartNew();
        Assert.That(Of(model)!.Shares.Parameters[0].Parameter, Is.EqualTo("learning_rate"));
        TestContext.Out.WriteLine(watch.Elapsed);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    /// <summary>By hand: 0.001 lies a third of the way from 10⁻⁴ to 10⁻¹ in ratios, 0.875 three quarters from 0.8 to 0.9.</summary>
    [Test]
    public void Coordinate_EachKind_IsOnItsOwnScale()
    {
        var log = new ReportParameter("learning_rate", ReportParameterKind.LogRange) { Low = 1e-4, High = 0.1 };
        var linear = new ReportParameter("beta1", ReportParameterKind.LinearRange) { Low = 0.8, High = 0.9 };
        var choice = new ReportParameter("init", ReportParameterKind.Choice) { Choices = [Scalar.Text("a"), Scalar.Text("b")] };
        Assert.Multiple(() =>
        {
            Assert.That(ReportImportance.Coordinate(log, 0.001), Is.EqualTo(1 / 3.0).Within(1e-12));
            Assert.That(ReportImportance.Coordinate(linear, 0.875), Is.EqualTo(0.75).Within(1e-12));
            Assert.That(ReportImportance.Coordinate(choice, "b"), Is.EqualTo(1));
            Assert.That(ReportImportance.Coordinate(choice, "c"), Is.NaN);
            Assert.That(ReportImportance.Coordinate(log, 0.0), Is.NaN);
            Assert.That(ReportImportance.Coordinate(linear, "auto"), Is.NaN);
            Assert.That(ReportImportance.Coordinate(linear, null), Is.NaN);
        });
    }

    [Test]
    public void Chart_Finding_SaysOnlyWhatTheWhiskersAllow()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Title(false, new("lr", 0.6, 0.5, 0.7), new("l2", 0.1, 0, 0.2)), Is.EqualTo("lr explains 60\u00a0% of the differences"));
            Assert.That(Title(false, new("lr", 0.4, 0.2, 0.6), new("l2", 0.3, 0.1, 0.5)), Is.EqualTo("lr and l2 explain most: 40\u00a0% and 30\u00a0% of the differences"));
            Assert.That(Title(false, new("lr", 0.4, 0.2, 0.6), new("l2", 0.3, 0.1, 0.5), new("l1", 0.2, 0.1, 0.5)),
                Is.EqualTo("No parameter stands out: lr comes first with 40\u00a0%, but may have anything from 20\u00a0% to 60\u00a0%"));
            Assert.That(Title(false, new("lr", 0.05, 0, 0.1), new("l2", 0.01, 0, 0.1)), Does.StartWith("No parameter explains much by itself: lr"));
            Assert.That(Title(true, new("lr", 0.6, 0.5, 0.7), new("l2", 0.1, 0, 0.2)), Does.Contain("too few"));
        });
    }

    [Test]
    public void Pairs_StrongAndWeak_NamesTheStrong()
    {
        Assert.That(ImportanceChart.Pairs(new Importance([], [new("a", "b", 0.2), new("a", "c", 0.01)], false)),
            Does.Contain("a with b 20\u00a0%").And.Not.Contain("a with c"));
        Assert.That(ImportanceChart.Pairs(new Importance([], [new("a", "b", 0.01)], false)), Does.StartWith("No pair"));
        Assert.That(ImportanceChart.Pairs(new Importance([], [], false)), Is.Empty);
    }

    private static string Title(bool tooFew, params ParameterShare[] shares) =>
        ImportanceChart.Create(new Standings(SampleReports.Digits(12) with { Importance = new ReportImportance(new Importance(shares, [], tooFew), 40) }))!.Title;

    private static ReportImportance? Of(ReportModel model) => ReportImportance.Of(model.Parameters, model.Trials, 7);
}
