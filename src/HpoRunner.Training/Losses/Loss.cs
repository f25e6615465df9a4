using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>
/// What training minimizes, as a function of a network's outputs [rows × outputs] and the targets. A batch's loss is the mean over its
/// rows; penalties on the weights are not part of it.
/// </summary>
internal abstract class Loss : IDisposable
{
    /// <summary>
    /// Writes the gradient of the batch's mean loss with respect to the outputs, zeros in padding columns, and returns the sum of the
    /// rows' losses. Not finite when the outputs are not.
    /// </summary>
    public abstract double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients);

    /// <summary>The sum of the rows' losses.</summary>
    public abstract double Measure(PaddedMatrix outputs, BatchTargets targets, int rows);

    /// <summary>
    /// What outputs mean to people, row-major [rows × outputs] without padding: probabilities for classes, values (in the units
    /// of the targets given to training) otherwise.
    /// </summary>
    public abstract void Predict(PaddedMatrix outputs, int rows, Span<float> predictions);

    public virtual void Dispose()
    {
    }
}
