namespace HpoRunner.Training;

/// <summary>
/// What a training gave: the metrics asked for, in that order, measured with the last epoch's weights; or that it diverged, after how
/// many epochs, and then every metric is NaN and there is no network.
/// </summary>
public sealed record TrainingOutcome(bool Diverged, int Epochs, IReadOnlyList<double> Metrics, TrainedNetwork? Network) : IDisposable
{
    public void Dispose() => Network?.Dispose();
}
