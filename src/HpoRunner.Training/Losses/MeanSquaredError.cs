using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>
/// Mean of (y − t)² over rows and outputs, gradient 2(y − t)/(rows · outputs): PyTorch's MSELoss. scikit-learn's network
/// halves it, and does not divide its gradient by the outputs: (y − t)/rows.
/// <para>
/// Regression: t are the targets, standardized by the trainer. Classes: t is 1 for the row's class and 0 for the others (least squares
/// classification), y the plain sums of the last layer; a prediction is y, negative parts cut off, scaled to sum to 1, and equal
/// shares where nothing is positive.
/// </para>
/// </summary>
internal sealed unsafe class MeanSquaredError(bool onClasses, float[]? classWeights = null) : Loss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients)
    {
        var scale = Vector512.Create(2f / ((float)rows * outputs.Columns));
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var difference = gradients.RowPointer(row);
            var weight = WeightOf(targets, row);
            total += weight * Differences(outputs, targets, row, difference);
            var factor = scale * Vector512.Create(weight);
            for (var i = 0; i < outputs.PaddedColumns; i += Vector512<float>.Count)
                Vector512.Store(Vector512.Load(difference + i) * factor, difference + i);
        }
        return total / outputs.Columns;
    }

    public override double Measure(PaddedMatrix outputs, BatchTargets targets, int rows)
    {
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var y = outputs.Row(row);
            var sum = 0.0;
            for (var i = 0; i < y.Length; i++)
            {
                var difference = y[i] - (double)Target(targets, row, i);
                sum += difference * difference;
            }
            total += WeightOf(targets, row) * sum;
        }
        return total / outputs.Columns;
    }

    public override void Predict(PaddedMatrix outputs, int rows, Span<float> predictions)
    {
        for (var row = 0; row < rows; row++)
        {
            var prediction = predictions.Slice(row * outputs.Columns, outputs.Columns);
            outputs.Row(row).CopyTo(prediction);
            if (onClasses)
                ToShares(prediction);
        }
    }

    private static void ToShares(Span<float> prediction)
    {
        var sum = 0f;
        foreach (ref var value in prediction)
        {
            value = value > 0 ? value : 0;
            sum += value;
        }
        foreach (ref var value in prediction)
            value = sum > 0 ? value / sum : 1f / prediction.Length;
    }

    private float WeightOf(BatchTargets targets, int row) => classWeights is null ? 1 : classWeights[targets.Classes[row]];

    private float Target(BatchTargets targets, int row, int output) =>
        onClasses ? (targets.Classes[row] == output ? 1 : 0) : targets.Values!.Row(row)[output];

    /// <summary>y − t of one row, padding included, and the sum of its squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Differences(PaddedMatrix outputs, BatchTargets targets, int row, float* difference)
    {
        var y = outputs.RowPointer(row);
        var columns = outputs.PaddedColumns;
        if (onClasses)
        {
            outputs.Row(row).CopyTo(new Span<float>(difference, outputs.Columns));
            difference[targets.Classes[row]] -= 1;
        }
        else
        {
            var t = targets.Values!.RowPointer(row);
            for (var i = 0; i < columns; i += Vector512<float>.Count)
                Vector512.Store(Vector512.Load(y + i) - Vector512.Load(t + i), difference + i);
        }
        return Elementary.SumOfSquares(new ReadOnlySpan<float>(difference, outputs.Columns));
    }
}
