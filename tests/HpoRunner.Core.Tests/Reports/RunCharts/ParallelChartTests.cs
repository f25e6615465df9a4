using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

internal sealed class ParallelChartTests
{
    private static readonly ReportParameter Rate = new("rate", ReportParameterKind.LinearRange) { Low = 0, High = 1 };
    private static readonly ReportParameter Init = new("init", ReportParameterKind.Choice)
    {
        Choices = [Scalar.Text("a"), Scalar.Text("b")],
    };

    [Test]
    public void Create_TenThousandTrials_DrawsThreeHundredLines()
    {
        var chart = Chart(SampleReports.Digits(10_000))!;
        Assert.That(chart.Marks.OfType<Lines>().Sum(lines => lines.Paths.Count), Is.EqualTo(ParallelChart.MostLines));
        Assert.That(chart.Subtitle, Does.Contain("300 of "));
    }

    [Test]
    public void Create_FewTrialsOrOneParameter_IsNull()
    {
        Assert.That(Chart(SampleReports.Digits(5)), Is.Null);
        Assert.That(Chart(SampleReports.Digits(40) with { Parameters = [Rate] }), Is.Null);
    }

    /// <summary>Seven names of initializers on a phone, in two rows: cut, and still different from one another.</summary>
    [Test]
    public void Labels_LongNames_AreCutAndStayDifferent()
    {
        string[] names = ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "orthogonal", "normal"];
        var parameter = new ReportParameter("init", ReportParameterKind.Choice) { Choices = [.. names.Select(Scalar.Text)] };
        var labels = ParallelAxis.OfParameter(parameter, 0, []).Labels(0).ToList();
        Assert.That(labels.Select(label => label.Text), Is.EqualTo(names));
        // By hand: two sevenths of 0.92 of 19 em, by the labels' size of 0.82, and the gap of 0.8.
        Assert.That(labels.Select(label => label.Short), Is.Unique.And.All.Matches<string>(text => TextWidth.Of(text) <= 5.29));
        Assert.That(labels.Select(label => label.ShortMoveY > 0), Is.EqualTo(new[] { false, true, false, true, false, true, false }));
    }

    /// <summary>Three long names on the 19 em of a phone's plot: the last, in the middle of its third, ends within the margin beside it.</summary>
    [Test]
    public void Labels_LongNamesAtTheEnds_StayOnThePage()
    {
        string[] names = [new('a', 60), new('b', 60), new('c', 60)];
        var parameter = new ReportParameter("hidden", ReportParameterKind.Choice) { Choices = [.. names.Select(Scalar.Text)] };
        var last = ParallelAxis.OfParameter(parameter, 0, []).Labels(0).Last();
        Assert.That(last.At.X + (TextWidth.Of(last.Short) * ParallelAxis.LabelSize / 19 / 2), Is.LessThanOrEqualTo(1.05));
    }

    [Test]
    public void Create_ImportanceKnown_BeginsWithTheMostImportant()
    {
        var names = ((BandScale)Chart(SampleReports.Digits(40))!.Y.Scale).Names;
        Assert.That(names.Take(3), Is.EqualTo(new[] { "learning_rate", "init", "batch_size" }));
        Assert.That(names[^1], Is.EqualTo("accuracy"));
    }

    /// <summary>A line goes on where a trial does not use a parameter: left of the values, at a place with a name.</summary>
    [Test]
    public void Place_InactiveParameter_IsLeftOfTheValues()
    {
        var trials = Trials(0.0, 1.0).Append(new ReportTrial(2, TrialStatus.Completed) { Values = [null] }).ToList();
        var axis = ParallelAxis.OfParameter(Rate, 0, trials);
        Assert.Multiple(() =>
        {
            Assert.That(axis.Place(trials[2]), Is.LessThan(axis.Place(trials[0]) - 0.1));
            Assert.That(axis.Place(trials[1]), Is.EqualTo(0.96).Within(1e-12));
            Assert.That(axis.Ticks()[0].Label, Is.EqualTo("not used"));
            Assert.That(axis.Lines.Count(), Is.EqualTo(2));
            Assert.That(ParallelAxis.OfParameter(Rate, 0, trials[..2]).Lines.Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Create_ValueBeyondTheRange_LeavesAGap()
    {
        var chart = Chart(SampleReports.Digits(40))!;
        Assert.That(
            chart.Marks.OfType<Lines>().SelectMany(lines => lines.Paths).SelectMany(path => path).Count(point => double.IsNaN(point.X)),
            Is.GreaterThan(0));
        Assert.That(chart.Subtitle, Does.Contain("a gap: beyond the axis"));
    }

    /// <summary>By hand: five in 0.2 of a range, 5·0.2⁴ − 4·0.2⁵ = 0.0067; in 0.3, 0.031. Eight in one of two choices, 2⁻⁷ = 0.0078; seven, 0.016.</summary>
    [Test]
    public void Gathers_CloseTogether_OnlyWhereChanceWouldNot()
    {
        var (range, choice) = (ParallelAxis.OfParameter(Rate, 0, []), ParallelAxis.OfParameter(Init, 0, []));
        Assert.Multiple(() =>
        {
            Assert.That(range.Gathers(Trials(0.4, 0.45, 0.5, 0.55, 0.6)), Is.True);
            Assert.That(range.Gathers(Trials(0.4, 0.45, 0.5, 0.55, 0.7)), Is.False);
            Assert.That(choice.Gathers(Trials([.. Enumerable.Repeat(Scalar.Text("b"), 8)])), Is.True);
            Assert.That(choice.Gathers(Trials([.. Enumerable.Repeat(Scalar.Text("b"), 7)])), Is.False);
            Assert.That(choice.Gathers(Trials([.. Enumerable.Repeat(Scalar.Text("b"), 11), "a"])), Is.False);
        });
    }

    [Test]
    public void Ticks_ManyChoices_KeepApart()
    {
        var many = Init with { Choices = Enumerable.Range(0, 30).Select(i => Scalar.Text($"choice_{i}")).ToList() };
        var labelled = ParallelAxis.OfParameter(many, 0, []).Ticks().Where(tick => tick.Label.Length > 0).ToList();
        // Neighbours stand in different rows.
        Assert.That(labelled.Zip(labelled.Skip(2)).Select(pair => pair.Second.Pixel - pair.First.Pixel), Has.All.GreaterThan(0.1));
        Assert.That(labelled, Has.Count.GreaterThan(2));
    }

    [Test]
    public void RankChart_TenThousandTrials_DrawsAtMostFiveHundred()
    {
        var standings = new Standings(SampleReports.Digits(10_000));
        var chart = RankChart.Create(standings, new ScoreAxis(standings))!;
        Assert.That(chart.Marks.OfType<Dots>().Sum(dots => dots.Points.Count), Is.InRange(300, 500));
        Assert.That(chart.Subtitle, Does.Contain("one of "));
    }

    private static List<ReportTrial> Trials(params Scalar[] values) =>
        [.. values.Select((value, number) => new ReportTrial(number, TrialStatus.Completed) { Values = [value] })];

    private static Chart? Chart(ReportModel model)
    {
        var standings = new Standings(model);
        return ParallelChart.Create(standings, new ScoreAxis(standings));
    }
}
