using HpoRunner.Journal;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

internal sealed class CurveGroupingTests
{
    private static readonly double[] Rates = [0.1, 1, 10];

    /// <summary>Two seeds a rate, two folds each; rate 10 diverges at once, rate 1 in one of its four trainings after two epochs.</summary>
    [Test]
    public void Of_OneParameterAndSeeds_AveragesSeedsAndFoldsAndCountsDivergence()
    {
        var grouping = CurveGrouping.Of(Run()).Single();

        Assert.That((grouping.Name, grouping.IsOrdered, grouping.IsAverage), Is.EqualTo(("learning_rate", true, false)));
        Assert.That(grouping.Groups.Select(group => (group.Label, group.Trials, group.Trainings, group.Diverged.Count)),
            Is.EqualTo(new[] { ("0.1", 2, 4, 0), ("1", 2, 4, 1), ("10", 2, 4, 4) }));
        // Trainings of rate 0.1 end at 0.5 + 0.01 (trial + fold): 0.50, 0.51, 0.51, 0.52; mean 0.51, deviation √(0.0002/3).
        var end = grouping.Groups[0].End!;
        Assert.That((end.Epoch, end.Count), Is.EqualTo((3, 4)));
        Assert.That(end.Mean, Is.EqualTo(0.51).Within(1e-12));
        Assert.That(end.Deviation, Is.EqualTo(Math.Sqrt(0.0002 / 3)).Within(1e-12));
        Assert.That(grouping.Groups[1].Diverged.Single().Epoch, Is.EqualTo(2));
        Assert.That(grouping.Groups[2].AllDiverged, Is.True);
        Assert.That(grouping.Groups[2].End, Is.Null);
    }

    [Test]
    public void Title_SaysBestWorstAndWhatDiverged() => Assert.That(
        new GroupFinding(CurveGrouping.Of(Run()).Single(), maximize: true, new ScoreFormat(2)).Title,
        Is.EqualTo("learning_rate: 1 ends best (0.91), 0.1 worst (0.51); 10 always diverges, 1 sometimes diverges"));

    [Test]
    public void Create_DivergedInTheFirstEpoch_StandsOnTheBadEdgeWithACross()
    {
        var (name, chart) = GroupedCurvesChart.Create(new Standings(Run())).Single();

        Assert.That(name, Is.EqualTo("learning_rate"));
        Assert.That(chart.EndLabels.Select(label => label.Text), Is.EqualTo(new[] { "0.1", "1 (1\u00a0of\u00a04\u00a0×)", "10 diverged" }));
        Assert.That(chart.Marks.OfType<Charts.Dots>().Sum(dots => dots.Points.Count), Is.EqualTo(5));
        Assert.That(chart.Table.Rows, Has.Count.EqualTo(3));
    }

    [Test]
    public void Of_ManyValuesOfARange_AreFourPartsOfEquallyManyTrials()
    {
        var trials = Enumerable
            .Range(0, 40)
            .Select(number => new ReportTrial(number, TrialStatus.Completed) { Values = [number / 100.0] })
            .ToList();
        var model = Run() with
        {
            Parameters = [new("dropout", ReportParameterKind.LinearRange) { Low = 0, High = 0.4 }],
            Trials = trials,
            Curves = [.. trials.Select(trial => Curve(trial.Number, 0, 3, 0.5))],
        };

        Assert.That(CurveGrouping.Of(model).Single().Groups.Select(group => (group.Label, group.Trials)),
            Is.EqualTo(new[]
            {
                ("0\u00a0to 0.09", 10), ("0.1\u00a0to 0.19", 10), ("0.2\u00a0to 0.29", 10), ("0.3\u00a0to 0.39", 10),
            }));
    }

    [Test]
    public void Of_SeveralParameters_AreGroupedByConfigurationAndByEach()
    {
        var model = Run();
        model = model with
        {
            Parameters = [.. model.Parameters, new("init", ReportParameterKind.Choice) { Choices = ["zeros", "ones"] }],
            Trials = [.. model.Trials.Select(trial => trial with { Values = [.. trial.Values, trial.Number % 4 < 2 ? "zeros" : "ones"] })],
        };

        Assert.That(CurveGrouping.Of(model).Select(grouping => (grouping.Name, grouping.IsAverage)), Is.EqualTo(new[]
        {
            ("learning_rate / init", false), ("learning_rate", true), ("init", true),
        }));
    }

    [Test]
    public void Of_OnlySeedsVary_GivesNothing()
    {
        var model = Run();
        Assert.That(CurveGrouping.Of(model with { Trials = [.. model.Trials.Take(2)] }), Is.Empty);
        Assert.That(CurveGrouping.Of(model with { Trials = [] }), Is.Empty);
    }

    /// <summary>One training's luck of 1e-9 once made the axis that of its band, with every line beyond it.</summary>
    [Test]
    public void Create_OneFoldFarBelowItsMean_LeavesTheLinesOnTheAxis()
    {
        var run = Run();
        run = run with
        {
            Metric = new ReportMetric("log_loss", false),
            Curves = [.. run.Curves.Where(curve => !curve.Diverged)
                .Select((curve, i) => curve with { Epochs = [.. curve.Epochs.Select(epoch => epoch with
                {
                    Validation = i == 0 ? 1e-9 : Math.Pow(10, 1 - epoch.Epoch),
                })] })],
        };

        var chart = GroupedCurvesChart.Create(new Standings(run)).Single().Chart;

        Assert.That(chart.Marks.OfType<Charts.Line>().SelectMany(line => line.Points), Has.All.Matches<Charts.ChartPoint>(point =>
            chart.Y.Scale.Holds(point.Y)));
        Assert.That(chart.Y.Scale, Is.InstanceOf<Charts.LogScale>());
    }

    /// <summary>Of ten trainings, one goes on to epoch 30: the line ends where two were left.</summary>
    [Test]
    public void Of_FewLongTrainings_LineEndsWhereAFifthIsLeft()
    {
        var run = Run();
        var curves = Enumerable.Range(0, 20).Select(i => Curve(i / 10, i % 10, i % 10 == 0 ? 30 : i % 10 == 1 ? 20 : 10, 0.5)).ToList();
        var trials = run.Trials.Select(trial => trial with { Values = [Scalar.Number(Rates[trial.Number % 3]), Scalar.Number(0)] }).ToList();
        Assert.That(CurveGrouping.Of(run with { Trials = trials, Curves = curves }).Single().Groups.Select(group => group.End!.Epoch),
            Is.EqualTo(new[] { 20, 20 }));
    }

    [Test]
    public void Of_EpochsVaried_AreNoGroups()
    {
        var run = Run();
        var named = run.Parameters.Select(parameter => parameter with { Name = parameter.Name == "seed" ? "epochs" : parameter.Name }).ToList();
        Assert.That(CurveGrouping.Of(run with { Parameters = named }).Select(grouping => (grouping.Name, grouping.IsAverage)),
            Is.EqualTo(new[] { ("learning_rate", true) }));
    }

    /// <summary>Its rate of 5 is no other trial's, and its batch size is.</summary>
    [Test]
    public void Of_SeveralParameters_LeaveOutWhatTheBaselineAloneHas()
    {
        var run = Run();
        run = run with
        {
            Parameters = [run.Parameters[0], new("batch_size", ReportParameterKind.Choice) { Choices = [8, 16] }],
            Trials = [.. run.Trials.Select(trial => trial.Number == 0
                ? trial with { Values = [5, 8], Origin = TrialOrigin.Baseline } : trial with { Values = [trial.Values[0], trial.Number < 3 ? 8 : 16] })],
        };
        var groupings = CurveGrouping.Of(run).ToDictionary(grouping => grouping.Name, grouping => grouping.Groups);
        Assert.That(groupings["learning_rate"].Select(group => group.Label), Is.EqualTo(new[] { "0.1", "1", "10" }));
        Assert.That(groupings["batch_size"].Select(group => (group.Label, group.Trials)), Is.EqualTo(new[] { ("8", 3), ("16", 3) }));
    }

    [Test]
    public void Title_LongNames_AreCounted()
    {
        var groups = Enumerable.Range(0, 3).Select(i => new CurveGroup($"0.0031415 / momentum / 128-64 / {i}", [i], 1, [], [new(3, 0.9, 0, 1, 0.9, 0.9)]))
            .Append(new CurveGroup("zeros", [3], 1, [], [new(3, 0.1, 0, 1, 0.1, 0.1)])).ToList();
        var title = new GroupFinding(
            new CurveGrouping("learning_rate / optimizer / hidden / seed_of_it", false, false, groups), maximize: true, new ScoreFormat(2)).Title;
        Assert.That(title, Does.StartWith("Configurations: 3 of 4 end alike (0.90), zeros worst (0.10)"));
    }

    private static ReportModel Run()
    {
        var trials = Enumerable.Range(0, 6).Select(number => new ReportTrial(number, number is 2 or >= 4 ? TrialStatus.Diverged : TrialStatus.Completed)
        {
            Values = [Scalar.Number(Rates[number / 2]), Scalar.Number(number % 2)],
        });
        return SampleReports.NothingCompleted() with
        {
            Parameters =
            [
                new("learning_rate", ReportParameterKind.Choice) { Choices = [.. Rates.Select(Scalar.Number)] },
                new("seed", ReportParameterKind.Choice) { Choices = [0, 1] },
            ],
            Importance = null,
            Trials = [.. trials],
            Curves =
            [
                .. from trial in Enumerable.Range(0, 2) from fold in Enumerable.Range(0, 2) select Curve(trial, fold, 3, 0.5 + (0.01 * (trial + fold))),
                Curve(2, 0, 3, 0.9), Curve(2, 1, 2, 0.4) with { Diverged = true }, Curve(3, 0, 3, 0.91), Curve(3, 1, 3, 0.92),
                .. from trial in Enumerable.Range(4, 2) from fold in Enumerable.Range(0, 2) select Curve(trial, fold, 0, 0) with { Diverged = true },
            ],
        };
    }

    private static ReportCurve Curve(int trial, int fold, int epochs, double value) =>
        new(trial, fold, [.. Enumerable.Range(1, epochs).Select(epoch => new ReportEpoch(epoch, value, value))]);
}
