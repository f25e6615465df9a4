using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// Sweeps whose truth is known, because it was drawn: score = truth + fold + noise, noise of one point. They show
/// how near the statements come to what they say when the model holds; <see cref="MeasuredSweepsTests"/> asks the same of real data.
/// </summary>
internal sealed class RankingSimulationTests
{
    private const int SweepCount = 200;

    [TestCase(10, 5, 0.3)]
    [TestCase(10, 10, 1)]
    [TestCase(40, 5, 0.3)]
    [TestCase(40, 5, 1)]
    [TestCase(40, 3, 3)]
    [TestCase(120, 5, 1)]
    public void Rank_KnownTruth_StatementsComeTrue(int trials, int folds, double spread)
    {
        double held = 0, said = 0, right = 0, raw = 0, corrected = 0, covered = 0;
        for (var sweep = 0; sweep < SweepCount; sweep++)
        {
            var truth = Draw(trials, folds, spread, sweep, out var scores);
            var result = TrialRanking.Rank(scores, true, 0);
            var best = Array.IndexOf(truth, truth.Max());
            var winner = result.Best!;
            var middle = result.Trials[result.CompetitiveCount / 2];
            held += result.TiedWithBest.Contains(best) ? 1 : 0;
            said += winner.ChanceBest!.Value;
            right += winner.Trial == best ? 1 : 0;
            raw += winner.Mean - truth[winner.Trial];
            corrected += winner.CorrectedScore!.Value - truth[winner.Trial];
            covered += middle.Low <= truth[middle.Trial] && truth[middle.Trial] <= middle.High ? 1 : 0;
        }
        TestContext.Out.WriteLine($"held {held / SweepCount:F3}, said {said / SweepCount:F3}, right {right / SweepCount:F3}");
        TestContext.Out.WriteLine($"raw {raw / SweepCount:F3}, corrected {corrected / SweepCount:F3}, covered {covered / SweepCount:F3}");

        Assert.That(held / SweepCount, Is.GreaterThanOrEqualTo(0.95), "the tied group holds the truly best");
        Assert.That(said / SweepCount, Is.EqualTo(right / SweepCount).Within(0.1), "the winner's chance is what comes out");
        Assert.That(Math.Abs(corrected / SweepCount), Is.LessThan(0.25), "what luck is left is less than a quarter of a point");
        Assert.That(Math.Abs(corrected), Is.LessThan(0.5 * raw), "and less than half of what there was");
        Assert.That(covered / SweepCount, Is.GreaterThanOrEqualTo(0.91), "95 % intervals of a trial that was not picked for its score");
    }

    /// <summary>All configurations are as good as the baseline: nothing may be said to beat it, in 95 % at least.</summary>
    [TestCase(10, 3)]
    [TestCase(40, 5)]
    [TestCase(120, 10)]
    public void Of_PureNoise_ClaimsNothing(int trials, int folds)
    {
        var claims = Enumerable.Range(0, SweepCount).Count(sweep =>
        {
            Draw(trials, folds, 0, sweep, out var scores);
            return BaselineComparison.Of(TrialRanking.Rank(scores, true, 0), trials - 1, null).BeatsBaseline != false;
        });

        TestContext.Out.WriteLine($"{claims} claims in {SweepCount} sweeps");
        Assert.That(claims, Is.LessThanOrEqualTo(0.05 * SweepCount));
    }

    private static double[] Draw(int trials, int folds, double spread, int sweep, out TrialScores[] scores)
    {
        var stream = RandomStream.Derive(1, "sweep", trials, folds, (int)(100 * spread), sweep);
        double[] truth = [.. Enumerable.Range(0, trials).Select(_ => spread * stream.NextNormal())];
        double[] foldEffects = [.. Enumerable.Range(0, folds).Select(_ => stream.NextNormal())];
        // Centred, because what is hard about the folds shifts all trials alike and is no fault of the ranking.
        var shift = foldEffects.Average();
        scores = [.. truth.Select(
            (level, i) => new TrialScores(i, [.. foldEffects.Select(fold => level + fold - shift + stream.NextNormal())], 1, 0))];
        return truth;
    }
}
