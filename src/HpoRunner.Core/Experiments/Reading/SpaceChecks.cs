namespace HpoRunner.Experiments.Reading;

/// <summary>What can be judged only once all of the search space is known.</summary>
internal static class SpaceChecks
{
    private const int MostGridPoints = 1_000_000;

    public static void Check(Experiment experiment, Section root)
    {
        TrainerReader.CheckRepeats(root, experiment);
        if (experiment is { Confirm: not null, Validation.Method: ValidationMethod.TimeSeries })
            root.Findings.Error(
                root.PlaceOfKey("final"), "final.confirm",
                "blocks of time are not shuffled, so there are no fresh repeats to confirm on; leave it out");
        if (!experiment.Searched.Any() && experiment.Parameters.Count > 0)
            Warn(root, "parameters", "nothing is searched: every parameter is fixed, so only the baseline is trained");
        if (SearchSpace.Broken(experiment.Constraints, experiment.Baseline) is { } broken)
            Warn(root, "constraints", $"the baseline breaks {broken} and will not be trained; give the parameters a default that keeps it");
        if (experiment is { Search: SearchMethod.Grid, Budget.HasLimit: false }
            && GridSize.Count(experiment.Parameters) is { } count && count > MostGridPoints)
            root.ErrorAtKey(
                "parameters",
                $"a grid of {count} configurations; without a budget at most {MostGridPoints} are allowed: "
                + "take values away, give budget.trials or budget.time, or use search.method: random");
        if (experiment.Budget.TrialLimit(experiment.Search) is { } trials && trials < experiment.Points.Count)
            Warn(root, "points", $"{experiment.Points.Count} points, but the budget ends after {trials} trials");
    }

    private static void Warn(Section root, string key, string message) => root.Findings.Warn(root.PlaceOfKey(key), key, message);
}
