using HpoRunner.Experiments.Reading;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

/// <summary>
/// What can be said about an experiment only once the target has been read and its task is known: the reader says it at once when the
/// file names the task.
/// </summary>
internal static class ExperimentAgainstDataset
{
    /// <summary>The experiment with task, metric, goal and stratification filled in.</summary>
    public static Experiment Complete(Experiment experiment, TargetKind kind)
    {
        var name = experiment.Metric.Name ?? (kind == TargetKind.Classification ? "accuracy" : "rmse");
        return experiment with
        {
            Dataset = experiment.Dataset with { Kind = kind },
            Metric = experiment.Metric with { Name = name, Goal = KnownMetrics.Goal(name) },
            Metrics = [.. experiment.Metrics.Where(other => other != name)],
            Validation = experiment.Validation with
            {
                Stratify = experiment.Validation.Stratify ?? (kind == TargetKind.Classification && experiment.Validation.CanStratify),
            },
        };
    }

    /// <summary>Without data there is nothing to wait for: the height where none is named.</summary>
    public static Experiment OnSurface(Experiment experiment)
    {
        var name = experiment.Metric.Name ?? SurfaceMetrics.Loss;
        return experiment with
        {
            Metric = experiment.Metric with { Name = name, Goal = KnownMetrics.Goal(name) },
            Metrics = [.. experiment.Metrics.Where(other => other != name)],
        };
    }

    /// <summary>Each thing that does not suit the task: "metric: accuracy does not judge a regression; …". Empty: all is well.</summary>
    public static IReadOnlyList<ExperimentError> Problems(Experiment experiment, TargetKind kind)
    {
        var task = EnumNames.Of(kind);
        var suitable = Sentence.List(
            KnownMetrics.Names.Where(name => !name.StartsWith("train_", StringComparison.Ordinal) && KnownMetrics.Suits(name, kind)));
        var problems = new List<ExperimentError>();
        if (experiment.Metric.Name is { } ranked && !KnownMetrics.Suits(ranked, kind))
            problems.Add(ExperimentError.About("metric", $"{ranked} does not judge a {task}, which the target is; allowed: {suitable}"));
        foreach (var (name, i) in experiment.Metrics.Select((name, i) => (name, i)).Where(row => !KnownMetrics.Suits(row.name, kind)))
            problems.Add(
                ExperimentError.About($"metrics[{i}]", $"{name} does not judge a {task}, which the target is; allowed: {suitable}"));
        if (kind == TargetKind.Regression && experiment.Validation.Stratify == true)
            problems.Add(ExperimentError.About("validation.stratify", "a regression has no classes to keep in proportion; allowed: false"));
        if (kind == TargetKind.Regression && experiment.Dataset.ClassWeights != ClassWeighting.None)
            problems.Add(ExperimentError.About("data.class_weights", "a regression has no classes to weigh; allowed: none"));
        if (kind == TargetKind.Classification && experiment.Dataset.Targets.Count > 1)
            problems.Add(
                ExperimentError.About(
                    "data.target",
                    $"{experiment.Dataset.Targets.Count} columns; a classification has one target, only a regression may have several"));
        return problems;
    }
}
