using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports;

internal sealed class MetricScaleTests
{
    [TestCase("accuracy", 1, 0.99, 1.0004, TestName = "Over_AllRight_EndsAtOne")]
    [TestCase("accuracy", 0, -0.04, 1, TestName = "Over_NothingRight_IsAllThatCanBe")]
    [TestCase("accuracy", 0.5, 0.495, 0.505, TestName = "Over_EqualScoresInTheMiddle_WidensToBothSides")]
    [TestCase("train_accuracy", 1, 0.99, 1.0004, TestName = "Over_OnTrainingRows_EndsAtOne")]
    [TestCase("rmse", 0, -0.04, 1, TestName = "Over_NoError_BeginsAtZero")]
    [TestCase("anything", 0, -1, 1, TestName = "Over_UnknownMetric_IsPlain")]
    public void Over_EqualScores_StaysWithinTheMetric(string metric, double score, double min, double max)
    {
        var scale = MetricScale.Over(metric, [score, score]);
        Assert.That((scale.Min, scale.Max), Is.EqualTo((min, max)).Using<(double A, double B)>(
            (a, b) => Math.Abs(a.A - b.A) < 1e-12 && Math.Abs(a.B - b.B) < 1e-12));
    }

    /// <summary>A mark at the end of what can be is drawn whole.</summary>
    [Test]
    public void Over_ScoresThatDiffer_HasTheRoomOfAPlainAxis() =>
        Assert.That(MetricScale.Over("accuracy", [0.5, 1]), Is.EqualTo(LinearScale.Over([0.5, 1])));

    [TestCase("accuracy", 1.0)]
    [TestCase("accuracy", 0.0)]
    [TestCase("log_loss", 0.0)]
    public void Ticks_OfARunOfEqualScores_AreValuesThatTheMetricCanTake(string metric, double score)
    {
        var axes = ChartSet.Create(Run(metric, score)).SelectMany(named => new[] { named.Chart.X, named.Chart.Y }
            .Where(axis => axis.Label == metric).Select(axis => (named.FileName, axis))).ToList();
        Assert.That(axes.Select(axis => axis.FileName[3..]), Is.SupersetOf((string[])
            ["progress.svg", "top-20.svg", "learning-curves.svg", "finalists.svg", "score-by-rank.svg", "distribution.svg"]));
        foreach (var (file, axis) in axes)
            Assert.That(
                axis.Scale.Ticks(8).Select(tick => tick.Value), Has.All.InRange(0, metric == "accuracy" ? 1 : double.MaxValue), file);
    }

    private static ReportModel Run(string metric, double score)
    {
        var run = SampleReports.Digits(12);
        return run with
        {
            Metric = new ReportMetric(metric, metric == "accuracy"),
            Trials = [.. run.Trials.Select(trial => trial with
            {
                State = TrialStatus.Completed, Mean = score, Folds = [.. trial.Folds.Select(_ => (double?)score)], Low = score, High = score,
                Corrected = score, Test = score, Values = [.. trial.Values.Select(value => value ?? Scalar.Number(1))],
            })],
            Curves = [.. run.Curves.Select(curve => curve with
            {
                Epochs = [.. curve.Epochs.Select(epoch => epoch with { Training = score, Validation = score })],
            })],
        };
    }
}
