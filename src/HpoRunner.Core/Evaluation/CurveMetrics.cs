using HpoRunner.Experiments;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Evaluation;

/// <summary>
/// What is measured after every epoch: the ranking's metric and the loss, each on the validation rows and on the training rows. Those
/// on the training rows come from the epoch's own batches and cost next to nothing. What a configuration costs has no curve.
/// </summary>
internal static class CurveMetrics
{
    public const string TrainingLoss = "train_loss";
    public const string ValidationLoss = "loss";

    public static IReadOnlyList<string> Of(Experiment experiment)
    {
        var metric = experiment.Metric.Name!;
        if (KnownMetrics.IsCost(metric))
            return [ValidationLoss, TrainingLoss];
        return IsTraining(metric)
            ? [metric, ValidationLoss, TrainingLoss]
            : [metric, TrainingOf(metric), ValidationLoss, TrainingLoss];
    }

    /// <summary>The metric's name on the training rows.</summary>
    public static string TrainingOf(string metric) => MetricTable.TrainPrefix + metric;

    private static bool IsTraining(string metric) => metric.StartsWith(MetricTable.TrainPrefix, StringComparison.Ordinal);
}
