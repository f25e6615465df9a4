namespace HpoRunner.Training.Metrics;

/// <summary>
/// The metrics of the built-in trainer. Each is measured on the validation rows; with <see cref="TrainPrefix"/> before its name,
/// on the training rows.
/// </summary>
public static class MetricTable
{
    public const string TrainPrefix = "train_";

    /// <summary>Defined for two classes alone.</summary>
    public const string RocAuc = "roc_auc";

    public const string Seconds = "seconds";

    public const string Parameters = "parameters";

    internal const string Loss = "loss";

    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("accuracy", MetricGoal.Maximize, true, false, "Share of rows whose most probable class is the right one.") { Min = 0, Max = 1 },
        new("balanced_accuracy", MetricGoal.Maximize, true, false, "Share of each class's rows that are right, averaged over the classes.")
        {
            Min = 0, Max = 1,
        },
        new("log_loss", MetricGoal.Minimize, true, false, "Mean of −ln of the probability given to the right class, at least 1e-15.")
        {
            Min = 0,
        },
        new("f1_macro", MetricGoal.Maximize, true, false, "F1 score per class, averaged over the classes without weights.")
        {
            Min = 0, Max = 1,
        },
        new(RocAuc, MetricGoal.Maximize, true, false, "Area under the ROC curve; two classes only.") { Min = 0, Max = 1 },
        new("rmse", MetricGoal.Minimize, false, true, "Root of the mean squared error, in the target's units; mean over targets.")
        {
            Min = 0,
        },
        new("mae", MetricGoal.Minimize, false, true, "Mean absolute error, in the target's units; mean over targets.") { Min = 0 },
        new("r2", MetricGoal.Maximize, false, true, "Share of the target's variance that is explained; mean over targets.") { Max = 1 },
        new(
            Loss, MetricGoal.Minimize, true, true,
            "Mean of what training minimizes, without penalties; targets in standard deviations. In every learning curve and for early "
            + "stopping; it judges no trials."),
    ];

    /// <summary>What a configuration costs, whatever rows it is judged on; without the prefix, and measured once, at the end.</summary>
    public static IReadOnlyList<MetricDefinition> Costs { get; } =
    [
        new(Seconds, MetricGoal.Minimize, true, true, "Time that the evaluation took; another on every machine and in every run.")
        {
            Min = 0,
        },
        new(
            Parameters, MetricGoal.Minimize, true, true,
            "Number of the network's weights and biases, and scales and shifts of batch normalization.")
        {
            Min = 0,
        },
    ];

    /// <summary>
    /// Null when the metric is defined for a target of so many classes, 0 for numbers; else what is wrong and what is allowed.
    /// </summary>
    public static string? CheckTarget(string name, int classCount)
    {
        if (Find(name) is not { } metric || IsDefined(metric, classCount))
            return null;
        var reason = metric.ForClassification && classCount > 0
            ? $"is defined for two classes alone, and the target has {classCount}"
            : $"is not defined for {(classCount > 0 ? "classes" : "numbers")} as the target";
        return $"{name} {reason}; allowed: {string.Join(", ", All.Where(row => IsDefined(row, classCount)).Select(row => row.Name))}";
    }

    /// <summary>The metric of that name, also with the prefix (then the definition has it too); null when there is none.</summary>
    public static MetricDefinition? Find(string name)
    {
        var isTraining = name.StartsWith(TrainPrefix, StringComparison.Ordinal);
        var plain = isTraining ? name[TrainPrefix.Length..] : name;
        var found = All.FirstOrDefault(metric => metric.Name == plain);
        return isTraining && found is not null ? found with { Name = name, Meaning = $"On the training rows: {found.Meaning}" } : found;
    }

    private static bool IsDefined(MetricDefinition metric, int classCount) => classCount == 0
        ? metric.ForRegression
        : metric.ForClassification && (classCount == 2 || !metric.Name.EndsWith(RocAuc, StringComparison.Ordinal));
}
