using System.Globalization;

namespace HpoRunner.Ranking;

/// <summary>
/// Real sweeps: 40 configurations of a small network on all folds of a small sample, seven data sets, 3, 5 and 10 folds, six samples
/// each, from seeds that the method was not developed on. The truth is known from new trainings and rows outside the sample. Written by
/// <c>ranking_simulation.py --fixture measured-sweeps.csv --seeds 11 12 --sweeps 3</c>; a line is sweep, truth, truth with the luck that
/// the sample brought to promising configurations, scores, all in points. docs/statistics.md has the same over thousands of groups.
/// </summary>
internal sealed class MeasuredSweepsTests
{
    private static readonly IReadOnlyList<IReadOnlyList<Measured>> Sweeps =
    [
        .. Read().GroupBy(one => one.Sweep).Select(sweep => sweep.ToList()),
    ];

    [TestCase(10, 5)]
    [TestCase(40, 18)]
    public void Rank_KnownTruth_StatementsComeTrue(int size, int mostMembers)
    {
        var groups = Sweeps.SelectMany(sweep => sweep.Chunk(size)).Select(Judge).ToList();
        var held = groups.Average(group => group.Held);
        var said = groups.Average(group => group.Said);
        var right = groups.Average(group => group.Right);
        var raw = groups.Average(group => group.Raw);
        var corrected = groups.Average(group => group.Corrected);
        var members = groups.Average(group => group.Members);
        TestContext.Out.WriteLine(
            $"{groups.Count} groups: held {held:F3}, members {members:F1}, said {said:F3}, right {right:F3}, raw {raw:F2}, "
            + $"corrected {corrected:F2}");

        Assert.That(groups, Has.Count.EqualTo(126 * 40 / size));
        Assert.That(held, Is.GreaterThanOrEqualTo(0.95), "the tied group holds the truly best");
        Assert.That(members, Is.LessThan(mostMembers), "and is no larger than the 18 of 40 once measured");
        Assert.That(said, Is.EqualTo(right).Within(0.08), "the winner's chance is what comes out");
        Assert.That(raw, Is.GreaterThan(1), "points by which the winner's score is too good");
        Assert.That(corrected, Is.EqualTo(0).Within(0.25), "the same for the corrected score");
        Assert.That(Math.Abs(corrected), Is.LessThan(0.2 * raw), "four fifths of the luck are taken away");
    }

    private static (double Held, double Said, double Right, double Raw, double Corrected, double Members) Judge(Measured[] group)
    {
        var result = TrialRanking.Rank([.. group.Select((one, i) => new TrialScores(i, one.Scores, 1, 0))], true, null);
        var winner = result.Best!;
        var best = group.Max(one => one.Truth);
        return (
            result.TiedWithBest.Any(trial => group[trial].Truth == best) ? 1 : 0,
            winner.ChanceBest!.Value,
            group[winner.Trial].Truth == best ? 1 : 0,
            winner.Mean - group[winner.Trial].Known,
            winner.CorrectedScore!.Value - group[winner.Trial].Known,
            result.TiedWithBest.Count);
    }

    private static IEnumerable<Measured> Read()
    {
        using var file = new StreamReader(typeof(MeasuredSweepsTests).Assembly.GetManifestResourceStream("measured-sweeps.csv")!);
        while (file.ReadLine()?.Split(',') is { } cells)
        {
            double[] numbers = [.. cells[1..].Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))];
            yield return new Measured(cells[0], numbers[0], numbers[1], numbers[2..]);
        }
    }

    private sealed record Measured(string Sweep, double Truth, double Known, double[] Scores);
}
