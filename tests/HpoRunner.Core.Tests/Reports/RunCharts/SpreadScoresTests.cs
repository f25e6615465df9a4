using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

/// <summary>Scores that lie orders of magnitude apart, as at the cliff: 0.003 to 200,000.</summary>
internal sealed class SpreadScoresTests
{
    private static readonly double[] Distances = [159, 2047, 227_962, 0.00536, 0.0578, 2.15, 0.00339, 0.0152, 0.135];

    [TestCase("progress", false)]
    [TestCase("best-over-time", false)]
    [TestCase("score-by-rank", false)]
    [TestCase("top-20", true)]
    [TestCase("distribution", true)]
    public void Create_ScoresFarApart_LieOnALogAxis(string what, bool across)
    {
        var chart = Chart(Run(), what);
        Assert.That((across ? chart.X : chart.Y).Scale, Is.InstanceOf<LogScale>());
    }

    [Test]
    public void Forest_ScoresFarApart_DrawsEveryMean()
    {
        var chart = Chart(Run(), "top-20");
        Assert.That(chart.Marks.OfType<Dots>().Where(dots => dots.Paint == Paint.Series1).SelectMany(dots => dots.Points).Select(point => point.X),
            Is.EquivalentTo(Distances));
        Assert.That(chart.Lanes, Is.Empty);
    }

    /// <summary>The middle of the nine is 0.135, forty times the best.</summary>
    [Test]
    public void Titles_ScoresFarApart_SpeakOfRatios()
    {
        Assert.That(Chart(Run(), "score-by-rank").Title, Is.EqualTo("By rank, the middle of the field is 40 times the best"));
        Assert.That(Chart(Run(), "distribution").Title, Does.EndWith("half of the trials lie within 40 times the best"));
    }

    [Test]
    public void Create_ScoresNearOneAnother_LieOnALinearAxis() =>
        Assert.That(Chart(SampleReports.Diabetes(), "progress").Y.Scale, Is.InstanceOf<LinearScale>());

    private static Chart Chart(ReportModel run, string what) =>
        ChartSet.Create(run).Single(named => named.FileName[3..] == what + ".svg").Chart;

    private static ReportModel Run() => SampleReports.Diabetes() with
    {
        Trials = [.. Distances.Select((distance, number) => new ReportTrial(number, TrialStatus.Completed)
        {
            Values = [Scalar.Number(1e-3), Scalar.Number(0.1)], Folds = [distance / 2, distance * 1.5], Mean = distance,
            Origin = number == 0 ? TrialOrigin.Baseline : TrialOrigin.Search, FinishedAt = number,
        })],
        Curves = [], Final = null,
    };
}
