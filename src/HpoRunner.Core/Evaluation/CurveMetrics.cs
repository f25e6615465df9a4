using HpoRunner.Experiments;

namespace HpoRunner.Evaluation;

/// <summary>
/// What is measured after every epoch: the losses, which cost little, and the ranking's metric. The training rows' own metric would
/// cost a pass over all of them each epoch, a third of the training again; their loss costs nothing.
/// </summary>
internal static class CurveMetrics
{
    public const string TrainingLoss = "train_loss";
    public const string ValidationLoss = "loss";

    public static IReadOnlyList<string> Of(Experiment experiment) => [experiment.Metric.Name!, ValidationLoss, TrainingLoss];
}
