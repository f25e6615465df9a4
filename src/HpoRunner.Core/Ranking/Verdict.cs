using System.Globalization;

namespace HpoRunner.Ranking;

/// <summary>
/// What was found, in one sentence, and how sure that is, in a few. Nothing is called better than it was shown to be: without a claim of
/// <see cref="BaselineComparison"/> the sentence says so itself.
/// </summary>
/// <param name="Sentence">The answer.</param>
/// <param name="Details">How sure it is; empty when nothing is known about that.</param>
internal sealed record Verdict(string Sentence, IReadOnlyList<string> Details)
{
    /// <summary>The verdict for any outcome, finished or not, with or without a complete trial.</summary>
    public static Verdict Of(SearchOutcome outcome) => outcome.Ranking.Best is { } best
        ? new Verdict(Sentences.Capitalized((outcome.IsFinished ? "" : "so far, ") + Answer(outcome, best)), [.. Certainty(outcome, best)])
        : new Verdict(WithoutResult(outcome.Counts), []);

    private static string WithoutResult(TrialCounts counts) => counts.Ended == 0
        ? "No trial has ended yet."
        : $"No trial completed: {Sentences.Join(Losses(counts))}.";

    private static IEnumerable<string> Losses(TrialCounts counts)
    {
        if (counts.Failed > 0)
            yield return ScoreText.Count(counts.Failed) + " failed";
        if (counts.Diverged > 0)
            yield return ScoreText.Count(counts.Diverged) + " diverged";
        if (counts.Infeasible > 0)
            yield return ScoreText.Count(counts.Infeasible) + " infeasible";
        if (counts.Stopped > 0)
            yield return ScoreText.Count(counts.Stopped) + " stopped";
    }

    private static string Answer(SearchOutcome outcome, RankedTrial best)
    {
        var ranking = outcome.Ranking;
        var baseline = ranking.Trials.FirstOrDefault(trial => trial.Trial == ranking.Baseline && trial.Trial != best.Trial);
        var test = outcome.Test;
        // All scores of the sentence get as many decimals.
        double?[] scores = [best.Mean, test?.Best, baseline?.Mean, baseline is null ? null : test?.Baseline];
        var texts = new Queue<string>(outcome.Text.Scores([.. scores.OfType<double>()]));
        var name = outcome.Text.Name;
        var first = texts.Dequeue();
        var found = outcome.Text.IsShare ? $"{first} {name}" : $"{name} {first}";
        found += !outcome.HasRows ? ranking.ScoreCount > 1 ? $" over {Number(ranking.ScoreCount)} repeats" : ""
            : ranking.ScoreCount > 1 ? " in cross-validation" : " on its validation rows";
        if (test is not null)
            found += $" and {texts.Dequeue()} on {Number(test.RowCount)} rows it had never seen";
        if (best.Trial == ranking.Baseline)
            return ranking.Trials.Count == 1
                ? $"only the baseline is complete: it reaches {found}."
                : $"no trial is better than the baseline, which reaches {found}.";
        var subject = $"trial {Number(best.Trial)} reaches {found}";
        return baseline is null ? subject + "." : subject + AgainstBaseline(outcome, Sentences.Join(texts));
    }

    private static string AgainstBaseline(SearchOutcome outcome, string scores) => outcome.Comparison.BeatsBaseline switch
    {
        _ when !outcome.HasRows => $", where the baseline reaches {scores}.",
        null when outcome.Comparison.Test is { WinnerIsBetter: true } => $", where the baseline reaches {scores}.",
        true => $", where the baseline reaches {scores}.",
        false when outcome.Comparison.Test is { BaselineIsBetter: true } => $", but there the baseline is better: it reaches {scores}.",
        false => $", but nothing shows that it beats the baseline, which reaches {scores}.",
        null => $", where the baseline reaches {scores}; whether that is more than luck is unknown.",
    };

    private static IEnumerable<string> Certainty(SearchOutcome outcome, RankedTrial best)
    {
        if (!outcome.HasRows)
        {
            if (Leads(outcome, best) is { Length: > 0 } leads)
                yield return leads;
            yield break;
        }
        if (best.ChanceBest is not { } chance)
        {
            if (outcome.Comparison.Test is { WinnerIsBetter: true } test)
                yield return
                    $"On the test rows it is better than the baseline ({Named(test)}); the search itself cannot say, for want of scores.";
            yield break;
        }
        var tied = outcome.Ranking.TiedWithBest.Count;
        var complete = Number(outcome.Ranking.Trials.Count);
        yield return tied == 1
            ? $"Its chance to be the best of the {complete} complete trials is {ScoreText.Chance(chance)}."
            : $"{Sentences.Capitalized(ScoreText.Count(tied))} configurations share the first place, "
                + $"because the scores cannot tell them apart; its chance to be the best is {ScoreText.Chance(chance)}.";
        if (best.CorrectedScore is { } corrected && outcome.Text.Score(corrected) != outcome.Text.Score(best.Mean))
            yield return
                $"Having been picked as the best of {complete}, its score is about "
                + $"{outcome.Text.Difference(best.Mean - corrected)} too good; corrected, it is {outcome.Text.Score(corrected)}.";
        if (Claim(outcome) is { } claim)
            yield return claim;
    }

    /// <summary>Repeat by repeat against the baseline and the next in rank; empty with one score, which says it by itself.</summary>
    private static string Leads(SearchOutcome outcome, RankedTrial best)
    {
        var ranking = outcome.Ranking;
        if (ranking.ScoreCount == 1 || ranking.Trials.Count == 1)
            return "";
        Lead Over(int trial) => Lead.Of(
            outcome.Costs.First(row => row.Trial == best.Trial), outcome.Costs.First(row => row.Trial == trial), ranking.Maximize);
        var next = ranking.Trials[1].Trial;
        var overNext = next == ranking.Baseline ? "" : $"of trial {Number(next)}, which comes next, in {Over(next)} repeats";
        var overBaseline = ranking.Baseline is { } baseline && baseline != best.Trial ? $"of the baseline in {Over(baseline)} repeats" : "";
        return $"It is ahead {Sentences.Join(new[] { overBaseline, overNext }.Where(part => part.Length > 0))}.";
    }

    private static string? Claim(SearchOutcome outcome)
    {
        var comparison = outcome.Comparison;
        if (comparison.LuckChance is not { } luck || comparison.Gap is not { } gap)
            return null;
        var test = comparison.Test is { } rows ? Named(rows) : "";
        var candidates = Number(outcome.Counts.Candidates(withBaseline: true));
        var onFolds = $"on the folds, where luck would give the best of {candidates} such a gain with a chance of {ScoreText.Chance(luck)}";
        if (comparison.Test is { BaselineIsBetter: true })
            return $"On the test rows the baseline is the better one ({test}).";
        if (comparison.Test is { WinnerIsBetter: true })
            return $"The gain over the baseline holds on the test rows ({test})" + (comparison.HoldsOnFolds ? $" and {onFolds}." : ".");
        if (comparison.HoldsOnFolds)
            return $"The gain over the baseline holds {onFolds}"
                + (test.Length > 0 ? $"; the test rows alone do not show it ({test})." : ".");
        return $"Luck alone would put the best of {candidates} ahead of the baseline by the {outcome.Text.Difference(gap)} seen "
            + $"with a chance of {ScoreText.Chance(luck)}"
            + (test.Length > 0 ? $", and the test rows do not show a gain either ({test})." : ".");
    }

    private static string Named(TestComparison test) =>
        (test.Test == GapTest.McNemar ? "McNemar, " : "paired bootstrap, ") + ScoreText.PValue(test.PValue);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
