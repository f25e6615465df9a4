using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

internal sealed class SliceFindingTests
{
    // 40 trials with a mean: the best four are spoken of.
    [TestCase(0.25, 0.25, "learning_rate: the best 4 lie at 0.25")]
    [TestCase(0.25, 0.5, "learning_rate: the best 4 lie between 0.25 and 0.5")]
    [TestCase(0.125, 0.875, "learning_rate: the best 4 are spread from 0.12 to 0.88")]
    [TestCase(0, 0.9, "learning_rate: the best 4 lie all over the range")]
    public void OfRange_SaysWhereTheBestLie(double first, double fourth, string finding)
    {
        var standings = new Standings(SampleReports.Digits(60));
        standings = new Standings(standings.Model with { Trials = [.. standings.Ranked.Take(40)] });
        var parameter = standings.Model.Parameters.First(candidate => candidate.Name == "learning_rate") with { Low = 0, High = 1 };
        var places = standings.Ranked.Select((trial, i) => (trial.Number, At: i == 3 ? fourth : i < 3 ? first : i % 2)).ToDictionary();
        Assert.That(SliceFinding.OfRange(standings, parameter, trial => places[trial.Number], new LinearScale(0, 1)), Is.EqualTo(finding));
    }

    /// <summary>A grid whose budget ended before its second learning rate.</summary>
    [Test]
    public void OfRange_OneValueAlone_SaysThatThereIsNoOther()
    {
        var standings = new Standings(SampleReports.Digits(60));
        var parameter = standings.Model.Parameters.First(candidate => candidate.Name == "learning_rate");
        Assert.That(
            SliceFinding.OfRange(standings, parameter, _ => 0.001, new LogScale(1e-4, 0.1)),
            Is.EqualTo("learning_rate: no trial has another value than 0.001"));
    }

    /// <summary>Forty are the best tenth; two of them lie at either end. The baseline's 5 is no part of the range.</summary>
    [Test]
    public void OfRange_ManyTrials_LeavesStraysOut()
    {
        var standings = new Standings(SampleReports.Digits(800));
        standings = new Standings(standings.Model with { Trials = [.. standings.Ranked.Take(400)] });
        var parameter = standings.Model.Parameters.First(candidate => candidate.Name == "learning_rate") with { Low = 0, High = 1 };
        var places = standings.Ranked.Select((trial, i) => (trial.Number, At: i switch { < 2 => 0, < 4 => 1, < 40 => 0.25 + (i % 2 * 0.25), _ => 5.0 }))
            .ToDictionary();
        Assert.That(SliceFinding.OfRange(standings, parameter, trial => places[trial.Number], new LinearScale(0, 5)),
            Is.EqualTo("learning_rate: most of the best 40 lie between 0.25 and 0.5"));
    }

    /// <summary>Momentum's rate says nothing of the trials with Adam, the best among them.</summary>
    [Test]
    public void OfRange_ParameterThatHalfTheTrialsHave_SpeaksOfThose()
    {
        var standings = new Standings(SampleReports.Digits(60));
        standings = new Standings(standings.Model with { Trials = [.. standings.Ranked.Take(40)] });
        var parameter = standings.Model.Parameters.First(candidate => candidate.Name == "beta1") with { Low = 0, High = 1 };
        var places = standings.Ranked.Select((trial, i) => (trial.Number, At: i % 2 == 0 ? double.NaN : i < 7 ? 0.25 : 0.75)).ToDictionary();
        Assert.That(SliceFinding.OfRange(standings, parameter, trial => places[trial.Number], new LinearScale(0, 1)),
            Is.EqualTo("beta1: the best 3 that have it lie at 0.25"));
    }

    /// <summary>As in the lesson of the lucky seed: nothing else varies, and nearly all are tied.</summary>
    [TestCase(3, "init: 0, 1 and 2 are tied for the best")]
    [TestCase(30, "init: 30 of 40 values are tied for the best")]
    public void OfChoices_OneParameterAlone_ListsFewTiedValuesAndCountsMany(int tied, string finding)
    {
        var run = SampleReports.Digits(60);
        var parameter = run.Parameters.First(candidate => candidate.Name == "init");
        var standings = new Standings(run with { Parameters = [parameter] });
        standings = new Standings(standings.Model with
        {
            Trials = [.. standings.Ranked.Take(40).Select((trial, i) => trial with { Tied = i < tied })],
        });
        var rows = standings.Ranked.Select((trial, i) => (trial.Number, i)).ToDictionary();
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"{i}")];
        Assert.That(SliceFinding.OfChoices(standings, parameter, names, [], trial => rows[trial.Number]), Is.EqualTo(finding));
    }
}
