using HpoRunner.Reports.Charts;
using HpoRunner.Journal;
using HpoRunner.Reports.RunCharts;
using NUnit.Framework;

namespace HpoRunner.Reports;

internal sealed class StandingsTests
{
    [Test]
    public void Ranked_WithoutRanks_OrdersByMeanThenNumber()
    {
        var standings = Of(false, Trial(0, 3), Trial(1, 1), Trial(2, 2), Trial(3, 1));
        Assert.That(standings.Ranked.Select(trial => trial.Number), Is.EqualTo(new[] { 1, 3, 2, 0 }));
    }

    [Test]
    public void Scored_NotFiniteOrNotCompleted_IsLeftOut()
    {
        var standings = Of(true, Trial(0, double.NaN), Trial(1, 0.5) with { State = TrialStatus.Stopped }, Trial(2, 0.4));
        Assert.That(standings.Scored.Select(trial => trial.Number), Is.EqualTo(new[] { 2 }));
    }

    /// <summary>The best's interval reaches 0.01 to either side, so ten half-widths behind it is 0.8.</summary>
    [TestCase(true, 0.81, 0.79)]
    [TestCase(false, 0.99, 1.01)]
    public void IsNearBest_TenHalfWidthsBehind_IsTheEnd(bool maximize, double near, double far)
    {
        var standings = Of(maximize, Trial(0, 0.9) with { Low = 0.89, High = 0.91 }, Trial(1, near), Trial(2, far));
        Assert.That(standings.Ranked.Where(standings.IsNearBest).Select(trial => trial.Number), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void IsNearBest_WithoutIntervals_HoldsForAll() =>
        Assert.That(Of(true, Trial(0, 0.9), Trial(1, 0.1)) is var standings && standings.Ranked.All(standings.IsNearBest));

    [Test]
    public void Troubles_EachState_IsCountedInWords()
    {
        var standings = Of(true, Trial(0, 1), Trial(1, null) with { State = TrialStatus.Failed },
            Trial(2, null) with { State = TrialStatus.Diverged }, Trial(3, null) with { State = TrialStatus.Failed });
        Assert.That(standings.Troubles(), Is.EqualTo("1 diverged, 2 failed"));
    }

    /// <summary>Two digits of the error: 0.0021 needs four decimals, 0.47 two, 12.3 none.</summary>
    [TestCase(0.0021, "0.9000")]
    [TestCase(0.47, "0.90")]
    [TestCase(12.3, "1")]
    public void ScoreFormat_StandardError_DecidesTheDecimals(double error, string expected) =>
        Assert.That(ScoreFormat.For([Trial(0, 0.9) with { StandardError = error }]).Score(0.9), Is.EqualTo(expected));

    /// <summary>/usr/bin/python3 -c "import numpy as np; print(np.quantile([1, 2, 4, 8, 16], [0, .1, .25, .5, .9, 1]))" → [ 1. 1.4 2. 4. 12.8 16. ]</summary>
    [TestCase(0, 1)]
    [TestCase(0.1, 1.4)]
    [TestCase(0.25, 2)]
    [TestCase(0.5, 4)]
    [TestCase(0.9, 12.8)]
    [TestCase(1, 16)]
    public void Quantile_Shares_AreNumpys(double share, double expected) =>
        Assert.That(ScoreAxis.Quantile([1, 2, 4, 8, 16], share), Is.EqualTo(expected).Within(1e-12));

    /// <summary>Quartiles of 0.90 … 0.97 and 0.1 are 0.91 and 0.95 (numpy.quantile): the fence lies at 0.91 − 3 × 0.04 = 0.79.</summary>
    [Test]
    public void ScoreAxis_OneFarBelow_IsClippedAndNotForgotten()
    {
        var axis = new ScoreAxis(Of(true, [.. Enumerable.Range(0, 8).Select(i => Trial(i, 0.9 + (0.01 * i))), Trial(8, 0.1)]));
        Assert.That(axis.Clipped.Select(trial => trial.Number), Is.EqualTo(new[] { 8 }));
        Assert.That(((LinearScale)axis.Scale).Min, Is.GreaterThan(0.79));
        Assert.That(axis.Lanes(trial => trial.Number).Single().Label, Is.EqualTo("1 lower"));
    }

    [Test]
    public void ScoreAxis_BadBaseline_IsNeverClipped()
    {
        var axis = new ScoreAxis(Of(true,
            [Trial(0, 0.1) with { Origin = TrialOrigin.Baseline }, .. Enumerable.Range(1, 8).Select(i => Trial(i, 0.9 + (0.01 * i)))]));
        Assert.That(axis.Clipped, Is.Empty);
    }

    /// <summary>
    /// /usr/bin/python3 -c "from sklearn.metrics import precision_recall_fscore_support as p; import numpy as np
    /// c=[[5,1,0],[2,3,1],[0,0,4]]; t=[i for i in range(3) for j in range(3) for _ in range(c[i][j])]; q=[j for i in range(3) for j in range(3) for _ in range(c[i][j])]
    /// print(np.round(p(t,q),6))"
    /// [[0.714286 0.75 0.8] [0.833333 0.5 1.] [0.769231 0.6 0.888889] [6. 6. 4.]]
    /// </summary>
    [Test]
    public void ClassScore_Counts_AreScikitLearns()
    {
        var rows = ClassScore.Of(new ReportFinal { Confusion = [[5, 1, 0], [2, 3, 1], [0, 0, 4]], Classes = ["a", "b", "c"] });
        Assert.That(rows.Select(row => row.Precision), Is.EqualTo(new[] { 0.714286, 0.75, 0.8 }).Within(1e-6));
        Assert.That(rows.Select(row => row.Recall), Is.EqualTo(new[] { 0.833333, 0.5, 1 }).Within(1e-6));
        Assert.That(rows.Select(row => row.F1), Is.EqualTo(new[] { 0.769231, 0.6, 0.888889 }).Within(1e-6));
        Assert.That(rows.Select(row => row.Rows), Is.EqualTo(new[] { 6, 6, 4 }));
    }

    [Test]
    public void ClassScore_NeverCalled_HasNoPrecision() =>
        Assert.That(ClassScore.Of(new ReportFinal { Confusion = [[0, 2], [0, 3]] })[0].Precision, Is.NaN);

    private static Standings Of(bool maximize, params ReportTrial[] trials) => new(new ReportModel
    {
        Run = new ReportRun("id", "name", "finished", DateTimeOffset.UnixEpoch), Metric = new ReportMetric("m", maximize),
            Findings = new ReportFindings("v"), Trials = trials,
    });

    private static ReportTrial Trial(int number, double? mean) => new(number, TrialStatus.Completed) { Mean = mean };
}
