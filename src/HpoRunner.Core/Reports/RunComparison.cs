using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Ranking;

namespace HpoRunner.Reports;

/// <summary>One configuration in both runs, or the two winners; gaps are first minus second, + is better for the first.</summary>
/// <param name="Test">Null when the scores cannot be paired.</param>
internal sealed record ComparedTrials(int First, int Second, double FirstMean, double SecondMean, double Gap,
    CorrectedResampledTTest? Test);

/// <summary>
/// Two runs side by side. Their scores are paired, fold by fold, when both have the same metric, the same data to the byte and the same
/// splits; then the luck of the folds cancels out of the difference, and <see cref="CorrectedResampledTTest"/> says what is left. Otherwise
/// the scores stand beside each other and nothing is claimed.
/// </summary>
/// <param name="WhyNotPaired">Null when they are paired.</param>
/// <param name="Winners">The first of each ranking; null when one run has no complete trial.</param>
/// <param name="Same">Configurations that are complete in both, best of the first run first.</param>
internal sealed record RunComparison(RunResults First, RunResults Second, string? WhyNotPaired, ComparedTrials? Winners,
    IReadOnlyList<ComparedTrials> Same)
{
    private const string SameStarts = "Scores on one surface are exact";

    /// <exception cref="ArgumentException">When the metrics differ: then there is nothing to compare.</exception>
    public static RunComparison Of(RunResults first, RunResults second)
    {
        if (first.State.Metric != second.State.Metric || first.State.Maximize != second.State.Maximize)
            throw new ArgumentException($"{first.State.Header.Run} ranks by {Goal(first.State)}, {second.State.Header.Run} by "
                + $"{Goal(second.State)}");
        var why = WhyNot(first.State, second.State);
        var winners = first.Best is { } one && second.Best is { } other ? Compare(first.State, one, other, why is null) : null;
        var bySettings = new Dictionary<Configuration, TrialState>();
        foreach (var trial in second.State.Trials.Where(trial => trial.Mean is not null))
            bySettings.TryAdd(trial.Parameters, trial);
        var same = first.Ranking.Trials.Select(ranked => first.State.AllTrials[ranked.Trial])
            .Where(trial => bySettings.ContainsKey(trial.Parameters))
            .Select(trial => Compare(first.State, trial, bySettings[trial.Parameters], why is null));
        return new RunComparison(first, second, why, winners, [.. same]);
    }

    /// <summary>What was found, in a sentence; "A" is the first run.</summary>
    public string Sentence()
    {
        if (First.State.Header.Run == Second.State.Header.Run)
            return "A and B are the same run.";
        if (Winners is not { } winners)
            return "One of the runs has no complete trial, so there is nothing to compare.";
        if (IsExact)
            return $"{WhyNotPaired}: the winner of " + (winners.Gap == 0
                ? "A is as good as the winner of B."
                : $"{(winners.Gap > 0 ? "A" : "B")} is ahead, {Charts.Figures.Score(winners.FirstMean)} against "
                    + $"{Charts.Figures.Score(winners.SecondMean)}.");
        if (winners.Test is not { } test)
            return $"The scores cannot be paired: {WhyNotPaired}. The means stand side by side, and nothing follows from a small "
                + $"difference.";
        if (test.PValue > 0.05)
            return $"The winners cannot be told apart ({ScoreText.PValue(test.PValue)}).";
        return $"The winner of {(test.Gap > 0 ? "A" : "B")} is better ({ScoreText.PValue(test.PValue)}); each was picked as "
            + $"the best of its run, which this test does not know.";
    }

    /// <summary>Descents on one surface from the same starts: no luck is left to test for.</summary>
    private bool IsExact =>
        First.State.Experiment.Surface is { } surface && Second.State.Experiment.Surface == surface && WhyNotPaired == SameStarts;

    private static string Goal(RunState state) => $"{state.Metric} ({Words.Of(state.Experiment.Metric.Goal!.Value)})";

    private static string? WhyNot(RunState first, RunState second)
    {
        if (first.Experiment.Surface != second.Experiment.Surface)
            return $"the one goes down {Ground(first)}, the other {Ground(second)}";
        if (first.Experiment.Surface is not null)
            return first.Experiment.Seed != second.Experiment.Seed ? "the runs have different seeds, so other starts"
                : first.Experiment.Validation.Repeats != second.Experiment.Validation.Repeats ? "the runs have different numbers of repeats"
                : SameStarts;
        if (first.Header.DataHash != second.Header.DataHash)
            return "the runs have different data";
        if (first.Header.SplitHash != second.Header.SplitHash)
            return "the runs have different splits (another seed, or other validation settings)";
        return first.Experiment.Validation.ScoreCount < 2 ? "there is one score per trial; use folds" : null;
    }

    private static string Ground(RunState state) =>
        state.Experiment.Surface is { } surface ? $"the surface {surface}" : "the loss of a network";

    private static ComparedTrials Compare(RunState state, TrialState first, TrialState second, bool arePaired)
    {
        var (a, b) = (first.Mean!.Value, second.Mean!.Value);
        var test = arePaired ? CorrectedResampledTTest.Of([.. first.Scores], [.. second.Scores], TestToTrain(state.Experiment.Validation),
            state.Maximize) : null;
        return new ComparedTrials(first.Number, second.Number, a, b, state.Maximize ? a - b : b - a, test);
    }

    private static double TestToTrain(ValidationSettings validation) =>
        validation.Method == ValidationMethod.Holdout
            ? validation.HoldoutShare / (1 - validation.HoldoutShare) : 1.0 / (validation.FoldCount - 1);
}
