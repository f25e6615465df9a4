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
    /// <summary>Reads the data. Throws <see cref="DatasetException"/> for bad data, <see cref="InvalidExperimentException"/> for what does not fit them.</summary>
    public static PreparedExperiment Read(Experiment experiment)
    {
        if (experiment.Surface is not null)
            return new PreparedExperiment(ExperimentAgainstDataset.OnSurface(experiment), Dataset.None, Splits.None);
        var dataset = Dataset.Read(experiment.Dataset);
        var problems = ExperimentAgainstDataset.Problems(experiment, dataset.Kind)
            .Concat(experiment.Parameters.SelectMany(parameter => TargetProblems(parameter, dataset.Kind)))
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
        return new(method, validation.Folds, validation.Repeats + (experiment.Confirm?.Repeats ?? 0), validation.Stratify ?? false, validation.HoldoutShare, experiment.TestShare, experiment.Seed);
    }

    private static IEnumerable<string> TwoClassProblems(Experiment experiment, Dataset dataset) =>
        from metric in experiment.Metrics.Prepend(experiment.Metric.Name)
        where metric is not null && metric.EndsWith(MetricTable.RocAuc, StringComparison.Ordinal)
            && dataset.Kind == TargetKind.Classification && dataset.ClassCount != 2
        select $"metric: {metric} is defined for two classes alone, and the target has {dataset.ClassCount}; use balanced_accuracy or f1_macro";

    /// <summary>Values that need another kind of target; of a range its ends.</summary>
    private static IEnumerable<string> TargetProblems(Parameter parameter, TargetKind kind)
    {
        var values = parameter.Domain switch
        {
            FixedDomain given => [given.Value],
            ChoiceDomain choice => choice.Values,
            RangeDomain range => [range.Min, range.Max],
            NormalDomain normal => (IReadOnlyList<Scalar>)[normal.Mean],
            _ => [],
        };
        return values
            .Select(value => ParameterTable.CheckTarget(parameter.Name, value, kind == TargetKind.Classification))
            .OfType<string>().Take(1).Select(problem => $"parameters.{parameter.Name}: {problem}");
    }
}
