using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>What holds for every ranking.</summary>
internal sealed class TrialRankingPropertyTests
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Test]
    public void Rank_AnyOrderOfInput_GivesTheSameBits() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var trials = RandomTrials(seed);
        var first = TrialRanking.Rank(trials, seed % 2 == 0, 0);
        RandomStream.Derive((uint)seed, "order").Shuffle(trials.AsSpan());
        var second = TrialRanking.Rank(trials, seed % 2 == 0, 0);
        return first.Trials.SequenceEqual(second.Trials) && first.TiedWithBest.SequenceEqual(second.TiedWithBest)
            && first.CheapestTied == second.CheapestTied
            && first.PooledVariance == second.PooledVariance;
    }));

    [Test]
    public void Rank_NegatedScoresMinimized_GivesTheSameRanking() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var trials = RandomTrials(seed);
        var one = TrialRanking.Rank(trials, true, 0);
        var other = TrialRanking.Rank([.. trials.Select(t => t with { Scores = [.. t.Scores.Select(s => -s)] })], false, 0);
        return one.Trials.Zip(other.Trials)
            .All(pair => pair.First.Trial == pair.Second.Trial && pair.First.Mean == -pair.Second.Mean
            && pair.First.Low == -pair.Second.High
            && pair.First.ChanceBest == pair.Second.ChanceBest && pair.First.CorrectedScore == -pair.Second.CorrectedScore
                && pair.First.GapToBaseline == pair.Second.GapToBaseline);
    }));

    [Test]
    public void Rank_AnyTrials_ChancesSumToOneAndFallWithTheRank() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var ranked = TrialRanking.Rank(RandomTrials(seed), true, 0).Trials;
        return Math.Abs(ranked.Sum(t => t.ChanceBest!.Value) - 1) < 1e-12
            && ranked.Zip(ranked.Skip(1))
                .All(pair => pair.First.ChanceBest >= pair.Second.ChanceBest - 1e-15 && pair.First.Mean >= pair.Second.Mean);
    }));

    [Test]
    public void Rank_AnyTrials_TiedGroupIsTheSmallestThatHoldsItsShare() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var result = TrialRanking.Rank(RandomTrials(seed), true, 0);
        var tied = result.Trials.Where(t => t.TiedWithBest).Select(t => t.ChanceBest!.Value).ToArray();
        return tied.Sum() >= 0.975 - 1e-12 && tied.Sum() - tied.Min() < 0.975
            && result.Trials.Take(tied.Length).Select(t => t.Trial).SequenceEqual(result.TiedWithBest);
    }));

    [Test]
    public void Rank_ScoresShiftedAndScaled_ChancesStay() => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var trials = RandomTrials(seed);
        var one = TrialRanking.Rank(trials, true, 0);
        var other = TrialRanking.Rank([.. trials.Select(t => t with { Scores = [.. t.Scores.Select(s => 40 * s - 7)] })], true, 0);
        return one.CompetitiveCount == other.CompetitiveCount
            && one.Trials.Zip(other.Trials).All(pair => Math.Abs(pair.First.ChanceBest!.Value - pair.Second.ChanceBest!.Value) < 1e-8);
    }));

    [Test]
    public void Rank_TenThousandTrials_TakesWellUnderASecond()
    {
        var stream = new RandomStream(1);
        // No differences between trials: the largest competitive set there can be.
        var trials = Enumerable
            .Range(0, 10_000)
            .Select(i => new TrialScores(i, [.. Enumerable.Range(0, 5).Select(_ => stream.NextNormal())], 1, 0))
            .ToArray();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var result = TrialRanking.Rank(trials, true, 0);

        TestContext.Out.WriteLine(
            $"{watch.ElapsedMilliseconds} ms, {(GC.GetAllocatedBytesForCurrentThread() - allocated) >> 10} KiB, "
            + $"{result.CompetitiveCount} competitive, {result.TiedWithBest.Count} tied");
        Assert.That(result.Trials.Sum(t => t.ChanceBest), Is.EqualTo(1).Within(1e-9));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(20 << 20));
        // Measured 0.3 s alone; the limit leaves room for a busy machine.
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(6));
    }

    private static TrialScores[] RandomTrials(int seed)
    {
        var stream = RandomStream.Derive((uint)seed, "trials");
        int count = 3 + stream.NextInt(40), folds = 2 + stream.NextInt(9);
        var spread = stream.NextDouble() * 0.05;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var level = 0.9 + spread * stream.NextNormal();
            return new TrialScores(
                i, [.. Enumerable.Range(0, folds).Select(_ => level + 0.02 * stream.NextNormal())], stream.NextDouble(), 0);
        })];
    }
}
