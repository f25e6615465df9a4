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
        var end = grouping.Groups[0].End!.Value;
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
        Assert.That(chart.EndLabels.Select(label => label.Text), Is.EqualTo(new[] { "0.1", "1 (1 of 4 ×)", "10 diverged" }));
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
            Is.EqualTo(new[] { ("0 – 0.09", 10), ("0.1 – 0.19", 10), ("0.2 – 0.29", 10), ("0.3 – 0.39", 10) }));
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
