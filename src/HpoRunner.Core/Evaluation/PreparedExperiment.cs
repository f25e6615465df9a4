using HpoRunner.CrossValidation;
using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Evaluation;

/// <summary>
/// An experiment together with its data: what depends on the target is filled in (task, metric, goal, stratification), and the
/// splits are made. Coordinator and workers each prepare for themselves and compare hashes.
/// </summary>
internal sealed record PreparedExperiment(Experiment Experiment, Dataset Dataset, Splits Splits)
{
    /// <summary>
    /// Reads the data. Throws <see cref="DatasetException"/> for bad data, <see cref="InvalidExperimentException"/> for what does not fit
    /// them.
    /// </summary>
    public static PreparedExperiment Read(Experiment experiment)
    {
        if (experiment.Surface is not null)
            return new PreparedExperiment(ExperimentAgainstDataset.OnSurface(experiment), Dataset.None, Splits.None);
        var dataset = Dataset.Read(experiment.Dataset);
        var problems = ExperimentAgainstDataset.Problems(experiment, dataset.Kind)
            .Concat(experiment.Parameters.SelectMany(parameter => TargetProblems(parameter, experiment.Points, dataset.ClassCount)))
            .Concat(TwoClassProblems(experiment, dataset))
            .Concat(ImageProblems.Of(experiment, dataset))
            .ToList();
        if (problems.Count > 0)
            throw new InvalidExperimentException(problems);
        if (Preprocessor.FindProblems(dataset, experiment.Preprocessing) is { Count: > 0 } missing)
            throw new DatasetException(missing);
        var resolved = ExperimentAgainstDataset.Complete(experiment, dataset.Kind);
        return new PreparedExperiment(resolved, dataset, Splits.Make(SplitSettingsOf(resolved), dataset));
    }

    private static SplitSettings SplitSettingsOf(Experiment experiment)
    {
        var validation = experiment.Validation;
        var method = validation.Method switch
        {
            ValidationMethod.KFold => SplitMethod.KFold,
            ValidationMethod.Holdout => SplitMethod.Holdout,
            ValidationMethod.GroupKFold => SplitMethod.GroupKFold,
            ValidationMethod.TimeSeries => SplitMethod.TimeSeries,
            var other => throw new InvalidOperationException($"no split for {other}"),
        };
        return new(
            method, validation.Folds, validation.Repeats + (experiment.Confirm?.Repeats ?? 0), validation.Stratify ?? false,
            validation.HoldoutShare, experiment.TestShare, experiment.Seed);
    }

    private static IEnumerable<ExperimentError> TwoClassProblems(Experiment experiment, Dataset dataset) =>
        from metric in experiment.Metrics.Select((name, i) => (Name: name, Path: $"metrics[{i}]"))
            .Prepend((Name: experiment.Metric.Name ?? "", Path: "metric"))
        where metric.Name.EndsWith(MetricTable.RocAuc, StringComparison.Ordinal)
            && dataset.Kind == TargetKind.Classification && dataset.ClassCount != 2
        select ExperimentError.About(
            metric.Path,
            $"{metric.Name} is defined for two classes alone, and the target has {dataset.ClassCount}; use balanced_accuracy or f1_macro");

    /// <summary>The first value that needs another target.</summary>
    private static IEnumerable<ExperimentError> TargetProblems(
        Parameter parameter, IReadOnlyList<Configuration> points, int classCount) => (
        from value in ParameterValues.Of(parameter, points)
        let problem = ParameterFit.CheckTarget(parameter.Name, value.Value, classCount)
        where problem is not null
        select ExperimentError.About(value.Path, problem)).Take(1);
}
