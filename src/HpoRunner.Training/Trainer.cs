using HpoRunner.Training.Augmentations;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// Trains one network from settings, rows and a seed. The same arguments give the same bits whatever the vector instructions of the
/// machine; only draws from the normal distribution and two schedules use the logarithm, cosine and exponential of the C library.
/// </summary>
public static class Trainer
{
    /// <summary>
    /// Trains for the settings' epochs, until early stopping ends it and brings back its best weights, or until loss or parameters are no
    /// longer finite, which ends the training after that epoch as diverged.
    /// <para>
    /// <paramref name="onEpoch"/>, when given, gets all metrics after every epoch. There train_ metrics are those of the
    /// epoch's batches, each before its update, which cost next to nothing (<see cref="RunningMetrics"/>); train_roc_auc alone, and
    /// train_log_loss where it is not the loss, cost a pass over the training rows, metrics without that prefix one over the
    /// validation rows. The outcome's metrics are all measured with the final weights.
    /// </para>
    /// The outcome's network holds native memory and is the caller's to dispose of.
    /// </summary>
    /// <exception cref="ArgumentException">When rows, settings and metrics do not fit together.</exception>
    /// <exception cref="OperationCanceledException">At the next batch after cancellation.</exception>
    public static TrainingOutcome Train(
        TrainerSettings settings,
        Samples training,
        Samples? validation,
        IReadOnlyList<string> metricNames,
        ulong seed,
        Action<EpochMeasurement>? onEpoch,
        CancellationToken cancellation)
    {
        CheckRows(settings, training, validation);
        var (rows, watched) = TrainingRows.Choose(settings, training, seed);
        var plan = new MeasurementPlan(metricNames, rows, validation);
        using var loop = new TrainingLoop(settings, rows, seed);
        var network = loop.Finish();
        if (onEpoch is not null)
            loop.Watch();
        try
        {
            var stopping = watched is null ? null : new EarlyStopping(settings, watched, loop.Network);
            var epoch = 0;
            for (var ended = false; epoch < settings.Epochs && !ended; epoch++)
            {
                var loss = loop.Epoch(epoch, cancellation);
                if (!double.IsFinite(loss) || !VectorMath.AllFinite(loop.Network.Parameters.Values))
                {
                    network.Dispose();
                    return new TrainingOutcome(true, epoch + 1, [.. metricNames.Select(_ => double.NaN)], null);
                }
                onEpoch?.Invoke(new EpochMeasurement(epoch + 1, plan.Measure(network, loop.Running)) { Measured = loop.Measured });
                ended = stopping?.Ends(network, loop.Network, epoch + 1) ?? false;
                loop.Observe(stopping?.WatchedLoss ?? loss);
            }
            stopping?.Restore(loop.Network);
            return new TrainingOutcome(false, epoch, plan.Measure(network, null), network) { BestEpoch = stopping?.BestEpoch };
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    internal static void CheckRows(TrainerSettings settings, Samples training, Samples? validation)
    {
        if (training.RowCount == 0)
            throw new ArgumentException("there are no rows to train on", nameof(training));
        if (AugmentationFactory.IsAsked(settings) && training.Image?.ValueCount != training.FeatureCount)
            throw new ArgumentException("images are to be augmented, but the features have no image's shape", nameof(training));
        if (settings.CheckTarget(training.ClassCount) is { } fault)
            throw new ArgumentException(fault, nameof(settings));
        CheckShape(training, nameof(training));
        if (validation is null)
            return;
        CheckShape(validation, nameof(validation));
        if ((validation.FeatureCount, validation.ClassCount, validation.TargetCount) !=
            (training.FeatureCount, training.ClassCount, training.TargetCount))
            throw new ArgumentException("validation rows have other features or targets than training rows", nameof(validation));
    }

    private static void CheckShape(Samples samples, string name)
    {
        var targets = samples.IsClassification ? samples.Classes.Length : samples.Targets.Length;
        var wanted = samples.IsClassification ? samples.RowCount : (long)samples.RowCount * samples.TargetCount;
        var fits = samples is { FeatureCount: > 0 } && samples.IsClassification != samples.TargetCount > 0
            && samples.Features.Length == (long)samples.RowCount * samples.FeatureCount && targets == wanted
            && samples.Classes.All(label => label >= 0 && label < samples.ClassCount);
        if (!fits)
            throw new ArgumentException("features and targets do not match the row, feature, class and target counts", name);
    }
}
