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
            Is.EqualTo("Trial 1 scores best of the 2 that completed"));
        trials = Enumerable.Range(0, 6).Select(number => trials[0] with { Number = number, Mean = 0.9 + (0.01 * number) }).ToList();
        open = open.Select(trial => trial with { Number = trial.Number + 6 });
        Assert.That(Chart(run with { Trials = [.. trials, .. open] }, "progress").Title,
            Is.EqualTo("The last trial, 5, is the best so far: the search was still improving"));
    }

    /// <summary>Folds add up to 0.9 or to the double beside it.</summary>
    [Test]
    public void Progress_EqualScoreWithAnotherRounding_IsNoImprovement()
    {
        var run = SampleReports.Digits(12);
        var trials = run.Trials.Select(trial => trial with
        {
            State = TrialStatus.Completed, Rank = null, Mean = trial.Number switch { 4 => 0.9, 9 => Math.BitIncrement(0.9), _ => 0.8 },
        }).ToList();

        Assert.That(new Standings(run with { Trials = trials }).Best!.Number, Is.EqualTo(9));
        Assert.That(Chart(run with { Trials = trials }, "progress").Title,
            Is.EqualTo("The best score was first reached at trial 4; 7 trials after it brought nothing better"));
        Assert.That(Chart(run with { Trials = trials }, "best-over-time").EndLabels.Single().Text, Does.StartWith("#4 "));
    }

    [Test]
    public void Charts_TwoTrials_SayNothingOfTheTimeTheyTook() =>
        Assert.That(ChartSet.Create(SampleReports.Digits(2)).Select(named => named.FileName), Has.None.Contains("best-over-time"));

    [Test]
    public void Importance_OneParameter_IsNotDrawn()
    {
        var run = SampleReports.Digits();
        var one = run.Importance! with { Shares = run.Importance.Shares with { Parameters = [run.Importance.Shares.Parameters[0]] } };
        Assert.That(ImportanceChart.Create(new Standings(run with { Importance = one })), Is.Null);
    }

    [Test]
    public void Forest_TrialsFarBehind_AreArrowsAndLeaveTheAxisToTheOthers()
    {
        var run = SampleReports.Digits(12);
        var trials = run.Trials.Select(trial => trial with
        {
            State = TrialStatus.Completed, Rank = trial.Number + 1, Tied = trial.Number == 0, Mean = trial.Number == 11 ? 0.2 : 0.98 - (0.001 * trial.Number),
            Low = trial.Number == 11 ? 0.19 : 0.975 - (0.001 * trial.Number), High = trial.Number == 11 ? 0.21 : 0.985 - (0.001 * trial.Number),
            Folds = [trial.Number == 11 ? 0.1 : 0.97],
        }).ToList();

        var chart = Chart(run with { Trials = trials }, "top-20");

        Assert.That(((LinearScale)chart.X.Scale).Min, Is.GreaterThan(0.95));
        Assert.That(chart.Lanes.Select(lane => (lane.Edge, lane.Label, lane.Numbers.Single())), Is.EqualTo(new[] { (ChartEdge.Left, "1 lower", 11) }));
        Assert.That(chart.EndLabels, Has.Count.EqualTo(12), "every score stands at the right");
    }

    /// <summary>Between the best and a baseline that is drawn there is room for the trials in between.</summary>
    [Test]
    public void Forest_TrialsWithinTheAxis_AreNoArrows()
    {
        var run = SampleReports.Digits(12);
        var trials = run.Trials.Select(trial => trial with
        {
            State = TrialStatus.Completed, Rank = 12 - trial.Number, Mean = 0.9 + (0.002 * trial.Number), Low = 0.897 + (0.002 * trial.Number),
            High = 0.903 + (0.002 * trial.Number), Folds = [0.92],
        }).ToList();

        var chart = Chart(run with { Trials = trials }, "top-20");

        Assert.That(chart.X.Scale.Holds(0.9), Is.True, "the baseline is on the axis");
        Assert.That(chart.Lanes, Is.Empty);
        Assert.That(chart.Marks.OfType<Dots>().Where(dots => dots.Paint == Paint.Series1).Sum(dots => dots.Points.Count), Is.EqualTo(12));
    }

    /// <summary>Two workers, a tenth of the time at work in pieces too small for bars: a tenth of each row is filled.</summary>
    [Test]
    public void Workers_ManyShortEvaluations_FillTheRowByTheShareOfTheTime()
    {
        var run = SampleReports.Digits(12);
        var attempts = Enumerable.Range(0, 2000).Select(i =>
            new ReportAttempt(1 + (i % 2), i / 2 * 0.01, (i / 2 * 0.01) + 0.001, i, 0, TrialStatus.Completed)).ToList();
        var chart = Chart(run with { Attempts = attempts }, "workers");
        var area = chart.Marks.OfType<Boxes>().SelectMany(boxes => boxes.Corners).Sum(box => (box.To.X - box.From.X) * (box.To.Y - box.From.Y));
        Assert.That(area / (2 * 0.72 * attempts.Max(attempt => attempt.End)), Is.EqualTo(0.1).Within(0.005));
        Assert.That(chart.Subtitle, Does.Contain("height"));
    }

    [Test]
    public void Slice_BestWithoutAPlaceOnALogAxis_IsRingedInItsLane()
    {
        var run = SampleReports.Digits();
        var trials = run.Trials.Select(trial => trial with
        {
            Rank = trial.Rank is null ? null : trial.Number == 0 ? 1 : trial.Rank + 1, Mean = trial.Number == 0 ? 0.99 : trial.Mean,
        }).ToList();

        var rings = Chart(run with { Trials = trials }, "slice-l2").Lanes.Where(lane => lane.Shape == DotShape.Ring).ToList();

        Assert.That(rings.Select(ring => (ring.Edge, ring.Label, ring.Positions.Single())), Is.EqualTo(new[] { (ChartEdge.Left, "0", 0.99) }));
        Assert.That(Chart(run, "slice-l2").Lanes.Select(lane => lane.Shape), Has.None.EqualTo(DotShape.Ring));
    }

    /// <summary>Beside the best of a loss, at the bottom, a wreck would look good.</summary>
    [Test]
    public void Progress_Loss_HasDivergedTrialsAtTheTop()
    {
        var run = SampleReports.Diabetes();
        var trials = run.Trials.Select(trial => trial.Number == 3 ? trial with { State = TrialStatus.Diverged, Mean = null } : trial).ToList();
        Assert.That(Chart(run with { Trials = trials }, "progress").Lanes.Single(lane => lane.Label == "1 diverged").Edge, Is.EqualTo(ChartEdge.Top));
    }

    [Test]
    public void AllCurves_OneEpochEach_AreNotDrawn()
    {
        var run = SampleReports.Digits();
        var curves = run.Curves.Select(curve => curve with { Epochs = [curve.Epochs[0]] }).ToList();
        Assert.That(ChartSet.Create(run with { Curves = curves }).Select(named => named.FileName), Has.None.Contains("all-curves"));
    }

    [Test]
    public void AllCurves_DifferentLengths_TitleSaysHowLongTheBestTrained()
    {
        var run = SampleReports.Digits();
        var best = run.Trials.Where(trial => trial.Rank is <= 5).Select(trial => trial.Number).ToHashSet();
        var curves = run.Curves.Select(curve => curve with { Epochs = [.. curve.Epochs.Take(best.Contains(curve.Trial) ? 9 : 5)] }).ToList();
        Assert.That(Chart(run with { Curves = curves }, "all-curves").Title, Is.EqualTo("The best tenth trained for 9 epochs, the others for 5"));
    }

    /// <summary>Three values by four, one of the twelve pairs the baseline's.</summary>
    [Test]
    public void HeatMap_GridPointThatIsTheBaseline_HasItsCell()
    {
        var run = SampleReports.Grid();
        var trials = run.Trials.Where(trial => trial.Number != 12)
            .Select(trial => trial.Number == 0 ? trial with { Origin = TrialOrigin.Baseline } : trial).ToList();
        Assert.That(Chart(run with { Trials = trials }, "pair-learning-rate-batch-size").Marks.OfType<Boxes>().Count(), Is.EqualTo(12));
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
