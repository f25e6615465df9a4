using System.Runtime.CompilerServices;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>
/// Multiclass hinge loss of Weston and Watkins (1999) with a margin Δ, 1 by default: for a row with scores z and class c
/// Σ_{j≠c} max(0, z_j − z_c + Δ), gradient 1 for each j that breaks the margin and −(their number) for c, by rows. With no hidden layer
/// and l2 it is a linear support vector machine. PyTorch's MultiMarginLoss divides by the number of classes. At the kink the gradient
/// is 0.
/// <para>A prediction is softmax(z): it keeps the order of the scores, but these are no calibrated probabilities.</para>
/// </summary>
internal sealed unsafe class Hinge(int classCount, double margin, float[]? classWeights) : Loss
{
    private readonly SoftmaxCrossEntropy _softmax = new(classCount);
    private readonly float _margin = (float)margin;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients)
    {
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var actual = targets.Classes[row];
            var weight = classWeights is null ? 1 : classWeights[actual];
            var share = weight / rows;
            float* z = outputs.RowPointer(row), dz = gradients.RowPointer(row);
            var threshold = z[actual] - _margin;
            var broken = 0;
            var sum = 0.0;
            for (var j = 0; j < classCount; j++)
            {
                var excess = z[j] - threshold;
                var breaks = !(excess <= 0) && j != actual;
                dz[j] = breaks ? share : 0;
                broken += breaks ? 1 : 0;
                // Zero, unless the excess is not finite.
                sum += breaks ? excess : 0 * excess;
            }
            dz[actual] = -broken * share;
            total += weight * sum;
        }
        return total;
    }

    public override double Measure(PaddedMatrix outputs, BatchTargets targets, int rows)
    {
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var z = outputs.Row(row);
            var actual = targets.Classes[row];
            var threshold = z[actual] - _margin;
            var sum = 0.0;
            for (var j = 0; j < z.Length; j++)
            {
                var excess = z[j] - threshold;
                sum += j != actual && !(excess <= 0) ? excess : 0 * excess;
            }
            total += (classWeights is null ? 1 : classWeights[actual]) * sum;
        }
        return total;
    }

    public override void Predict(PaddedMatrix outputs, int rows, Span<float> predictions) => _softmax.Predict(outputs, rows, predictions);

    public override void Dispose() => _softmax.Dispose();
}
