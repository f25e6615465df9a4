using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports;

/// <summary>What charts say of runs with few trials, open ones and wrecks.</summary>
internal sealed class SmallRunChartsTests
{
    [Test]
    public void Slice_ChoiceWithOneTrial_HasNoMedianOverItsDot()
    {
        var run = SampleReports.Digits(2);
        Assert.That(run.Trials.Select(trial => trial.Value(2)), Is.Unique, "each has its own choice");

        var chart = Chart(run, "slice-init");

        Assert.That(chart.Marks.OfType<Segments>().SelectMany(mark => mark.Pairs), Is.Empty);
        Assert.That(chart.Subtitle, Does.Not.Contain("median"));
        Assert.That(Chart(SampleReports.Digits(), "slice-init").Marks.OfType<Segments>().SelectMany(mark => mark.Pairs).Count(), Is.EqualTo(3));
    }

    [Test]
    public void Slice_ChoiceOfOneValue_IsLeftOut()
    {
        var run = SampleReports.Digits();
        var parameters = run.Parameters.ToList();
        parameters[2] = parameters[2] with { Choices = [Scalar.Text("he_normal")] };

        Assert.That(ChartSet.Create(run with { Parameters = parameters }).Select(named => named.FileName),
            Has.None.Contains("slice-init").And.Some.Contains("slice-batch-size"));
    }

    [Test]
    public void Progress_TrialsThatAreOpen_DoNotCountAsNoBetter()
    {
        var run = SampleReports.Digits(2);
        var trials = run.Trials.Select((trial, i) => trial with { Mean = 0.9 + (0.01 * i) }).ToList();
        var open = Enumerable.Range(2, 3).Select(number => trials[0] with { Number = number, State = TrialStatus.Running, Mean = null });

        Assert.That(Chart(run with { Trials = [.. trials, .. open] }, "progress").Title,
            Is.EqualTo("The last trial, 1, is the best so far: the search was still improving"));
    }

    /// <summary>Twelve cells; without a limit the wreck alone would have a colour of its own.</summary>
    [Test]
    public void HeatMap_OneWreck_LeavesTheOthersTheirColours()
    {
        var run = SampleReports.Grid();
        var trials = run.Trials.Select(trial => trial.Number % 12 == 0 ? trial with { Mean = -1e6 } : trial).ToList();

        var paints = Chart(run with { Trials = trials }, "pair-learning-rate-batch-size").Marks.OfType<Boxes>().Select(box => box.Paint)
            .ToList();

        Assert.That(paints, Has.Count.EqualTo(12));
        Assert.That(paints.Distinct().Count(), Is.GreaterThan(4));
        Assert.That(paints[^1], Is.EqualTo(Paint.Scale0));
    }

    private static Chart Chart(ReportModel run, string what) =>
        ChartSet.Create(run).Single(named => named.FileName[3..] == what + ".svg").Chart;
}
