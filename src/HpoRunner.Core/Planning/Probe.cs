using HpoRunner.Evaluation;

namespace HpoRunner.Planning;

/// <summary>One evaluation that was timed.</summary>
/// <param name="Epochs">Epochs that were trained.</param>
/// <param name="PlannedEpochs">Epochs of a whole evaluation; early stopping may end it before.</param>
/// <param name="Elapsed">Of the epochs that were trained.</param>
internal sealed record Probe(EvaluationKey Evaluation, int Epochs, int PlannedEpochs, TimeSpan Elapsed)
{
    /// <summary>Seconds of a whole evaluation: one that was broken off is extrapolated by its epochs, for they take equally long.</summary>
    public double Seconds => Epochs < PlannedEpochs && Epochs > 0 ? Elapsed.TotalSeconds * PlannedEpochs / Epochs : Elapsed.TotalSeconds;
}
