using System.Globalization;

namespace HpoRunner.Ranking;

/// <summary>
/// What to do next: one sentence per rule that applies, most pressing first. Each rule looks at plain facts and says them with the numbers,
/// so that a reader can disagree. Rules about bounds and divergence are in <see cref="ParameterAdvice"/>.
/// </summary>
internal sealed record Advice(AdviceKind Kind, string Text)
{
    /// <summary>Failed or diverged trials are worth a sentence from this share on (two at least).</summary>
    private const double ManyShare = 0.1;
    private const int ManyTied = 5;
    private const int MoreRepeats = 3;

    /// <summary>A tied trial is worth naming as cheaper below this share of the winner's seconds.</summary>
    private const double CheaperShare = 0.8;

    private const int LongDrought = 10;

    /// <summary>All that applies; empty when there is nothing to say.</summary>
    public static IReadOnlyList<Advice> Of(SearchOutcome outcome) => [.. Rules(outcome).OfType<Advice>()];

    private static IEnumerable<Advice?> Rules(SearchOutcome outcome)
    {
        if (outcome.Ranking.Best is not { } best)
            return [NoResult(outcome), .. outcome.Counts.Failed > 0 ? ParameterAdvice.Of(outcome) : []];
        return
        [
            Failures(outcome),
            Folds(outcome),
            NoiseAboveGain(outcome),
            .. ParameterAdvice.Of(outcome),
            Curve(outcome, best),
            Tied(outcome),
            Cheapest(outcome, best),
            Drought(outcome, best),
        ];
    }

    private static Advice? NoResult(SearchOutcome outcome) => outcome.Counts switch
    {
        { Ended: 0 } => null,
        { Diverged: > 0, Failed: 0 } => new Advice(
            AdviceKind.NoResult,
            "Every trial diverged: try much lower learning rates"
            + (outcome.HasRows ? ", and look at the scale of the features and the target." : ".")),
        _ => new Advice(
            AdviceKind.NoResult,
            "Nothing completed: read the reasons of the failures (hpo show RUN TRIAL), then try one trial by itself (--trials 1)."),
    };

    private static Advice? Failures(SearchOutcome outcome)
    {
        var counts = outcome.Counts;
        return IsMany(counts.Failed, counts.Ended)
            ? new Advice(
                AdviceKind.Failures,
                $"{Number(counts.Failed)} of {Number(counts.Ended)} trials failed: hpo show RUN TRIAL says why.")
            : null;
    }

    /// <summary>Used by the rule on divergence too.</summary>
    internal static bool IsMany(int count, int all) => count >= 2 && count >= ManyShare * all;

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Advice? Folds(SearchOutcome outcome)
    {
        var ranking = outcome.Ranking;
        if (ranking.PooledVariance is not null || !outcome.HasRows)
            return null;
        if (ranking.ScoreCount == 1)
            return new Advice(
                AdviceKind.UseFolds,
                "Each trial has one score, so luck cannot be told from skill: use folds (validation: {method: k_fold, folds: 5}).");
        if (ranking.Trials.Count >= 3)
            return null;
        var complete = ranking.Trials.Count == 1 ? "one of the trials is" : "two of the trials are";
        return new Advice(
            AdviceKind.MoreTrials,
            $"Only {complete} complete; from three on the report can say how sure it is (hpo resume --trials N).");
    }

    private static Advice? NoiseAboveGain(SearchOutcome outcome)
    {
        if (outcome.Comparison is not { BeatsBaseline: false, LuckChance: { } luck, Gap: { } gap }
            || outcome.Ranking.StandardError is not { } error)
            return null;
        if (outcome.Comparison.Test is { BaselineIsBetter: true })
            return new Advice(
                AdviceKind.NoiseAboveGain,
                "On the rows that no training saw the baseline is better: keep it, "
                + "unless more test rows say otherwise (data: {test: 30%}).");
        return new Advice(
            AdviceKind.NoiseAboveGain,
            $"The gain over the baseline, {outcome.Text.Difference(gap)}, may be the luck of the best of many: such luck has a chance of " +
            $"{ScoreText.Chance(luck)} (one standard error is {outcome.Text.Difference(error)}). "
            + "More repeats, or more data, before you believe it.");
    }

    private static Advice? Curve(SearchOutcome outcome, RankedTrial best)
    {
        if (outcome.WinnerCurve is not { Next.Length: > 0 } curve)
            return null;
        var state = curve.State switch
        {
            CurveState.StillImproving => "was still improving",
            CurveState.Overfitting => "overfits",
            CurveState.Underfitting => "underfits",
            CurveState.Diverged => "became unstable",
            CurveState.WellFitted => "is well fitted",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), curve.State, "unknown state of a curve"),
        };
        return new Advice(AdviceKind.Curve, $"Trial {Number(best.Trial)} {state}: {curve.Reason}. Try {curve.Next}.");
    }

    private static Advice? Tied(SearchOutcome outcome)
    {
        var tied = outcome.Ranking.TiedWithBest.Count;
        return tied >= ManyTied && outcome.Repeats > 0
            ? new Advice(
                AdviceKind.ManyTied,
                $"{Sentences.Capitalized(ScoreText.Count(tied))} trials are tied with the best: "
                + $"{(outcome.Repeats > 1 ? "more " : "")}repeats (validation: {{repeats: {Number(MoreRepeats * outcome.Repeats)}}}) "
                + "would tell them apart, if it matters which it is.")
            : null;
    }

    private static Advice? Cheapest(SearchOutcome outcome, RankedTrial best)
    {
        if (outcome.Ranking.CheapestTied is not { } cheapest || cheapest == best.Trial)
            return null;
        TrialScores winner = outcome.Costs.First(trial => trial.Trial == best.Trial),
            other = outcome.Costs.First(trial => trial.Trial == cheapest);
        if (!(other.Seconds < CheaperShare * winner.Seconds))
            return null;
        var weights = winner.ParameterCount > 0 && other.ParameterCount > 0 && other.ParameterCount < winner.ParameterCount
            ? $" and {ScoreText.Chance(other.ParameterCount / winner.ParameterCount)} of the weights" : "";
        var gap = best.Mean - outcome.Ranking.Trials.First(trial => trial.Trial == cheapest).Mean;
        var loss = gap == 0 ? "the same score" : $"a score {outcome.Text.Difference(gap)} worse";
        return new Advice(
            AdviceKind.Cheapest,
            $"The cheapest of the {ScoreText.Count(outcome.Ranking.TiedWithBest.Count)} tied is trial {Number(cheapest)}: " +
            $"{ScoreText.Chance(other.Seconds / winner.Seconds)} of the training time{weights} of trial {Number(best.Trial)}, for {loss}.");
    }

    /// <summary>Completed trials after the best: many say that the search has run dry, few that it has not.</summary>
    private static Advice? Drought(SearchOutcome outcome, RankedTrial best)
    {
        var all = outcome.Ranking.Trials.Count;
        var later = outcome.Ranking.Trials.Count(trial => trial.Trial > best.Trial);
        if (later >= LongDrought && 3 * later >= all)
            return new Advice(
                AdviceKind.NothingBetter,
                $"The last {Number(later)} trials brought nothing better than trial {Number(best.Trial)}: "
                + "a narrower search around it will bring more than more of the same.");
        if (all < 2 * LongDrought || 10 * later > all || best.Trial == outcome.Ranking.Baseline)
            return null;
        var when = later == 0 ? "as the last" : $"{ScoreText.Count(later)} before the end";
        return new Advice(
            AdviceKind.BestCameLate,
            $"The best came late, {when} of {Number(all)} complete trials: more trials may well find better ones (hpo resume --trials N).");
    }
}
