namespace HpoRunner.Training;

/// <summary>
/// What a training gave: the metrics asked for, in that order, measured with the last epoch's weights, or those that early
/// stopping restored; or that it diverged, after how
/// many epochs, and then every metric is NaN and there is no network.
/// </summary>
public sealed record TrainingOutcome(bool Diverged, int Epochs, IReadOnlyList<double> Metrics, TrainedNetwork? Network) : IDisposable
{
    /// <summary>The epoch (from 1) whose weights early stopping restored; 0 when it never measured a number; null without it.</summary>
    public int? BestEpoch { get; init; }

    public void Dispose() => Network?.Dispose();
}
