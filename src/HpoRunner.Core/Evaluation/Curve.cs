namespace HpoRunner.Evaluation;

/// <summary>Measurements of one training: <c>Values[m][i]</c> is metric <c>Metrics[m]</c> at epoch <c>Epochs[i]</c> (from 1).</summary>
internal sealed record Curve(IReadOnlyList<string> Metrics, IReadOnlyList<int> Epochs, IReadOnlyList<IReadOnlyList<double>> Values);
