using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Metrics;

/// <summary>
/// Metrics on the training rows of one epoch from the outputs that its batches gave anyway, each before its own update, with dropout
/// and noise at work: what a second pass would cost a third of the training for. Like the running loss, they lag behind the weights.
/// <para>
/// Classes: counts of rows per class, right, predicted and actual. Numbers: Σ(ŷ − t)² and Σ|ŷ − t| per target in standardized units,
/// where the target's variance is 1.
/// </para>
/// </summary>
internal sealed unsafe class RunningMetrics
{
    private const int Lanes = 8;

    private readonly TargetScaling _scaling;
    private readonly bool _lossIsLogLoss;
    private readonly int[] _right;
    private readonly int[] _occurrences;
    private readonly int[] _actual;
    private readonly double[] _squares;
    private readonly double[] _sizes;
    private int _rowCount;
    private double _loss;

    /// <param name="training">Rows that are trained on.</param>
    /// <param name="scaling">Of their targets.</param>
    /// <param name="lossIsLogLoss">Whether the running loss is the mean of −ln p.</param>
    public RunningMetrics(Samples training, TargetScaling scaling, bool lossIsLogLoss)
    {
        _scaling = scaling;
        _lossIsLogLoss = lossIsLogLoss;
        _right = new int[training.ClassCount];
        _occurrences = new int[training.ClassCount];
        _actual = new int[training.ClassCount];
        _squares = new double[training.TargetCount];
        _sizes = new double[training.TargetCount];
    }

    /// <summary>Before an epoch.</summary>
    public void Clear()
    {
        _rowCount = 0;
        _loss = 0;
        _right.AsSpan().Clear();
        _occurrences.AsSpan().Clear();
        _actual.AsSpan().Clear();
        _squares.AsSpan().Clear();
        _sizes.AsSpan().Clear();
    }

    /// <summary>A batch's outputs and the sum of its losses.</summary>
    public void Add(PaddedMatrix outputs, Losses.BatchTargets targets, int rows, double loss)
    {
        _rowCount += rows;
        _loss += loss;
        if (targets.Values is null)
            AddClasses(outputs, targets.Classes, rows);
        else
            AddNumbers(outputs, targets.Values, rows);
    }

    /// <summary>The metric over the epoch; null for one that these counts do not give.</summary>
    public double? Value(string name) => name switch
    {
        MetricTable.Loss => _loss / _rowCount,
        "log_loss" when _lossIsLogLoss => _loss / _rowCount,
        "accuracy" => (double)_right.Sum() / _rowCount,
        "balanced_accuracy" => BalancedAccuracy.Of(_right, _actual),
        "f1_macro" => MacroF1.Of(_right, _occurrences),
        "rmse" => Enumerable.Range(0, _squares.Length).Average(i => Math.Sqrt(_squares[i] / _rowCount) * _scaling.Deviation(i)),
        "mae" => Enumerable.Range(0, _sizes.Length).Average(i => _sizes[i] / _rowCount * _scaling.Deviation(i)),
        "r2" => Enumerable.Range(0, _squares.Length).Average(Explained),
        _ => null,
    };

    /// <summary>
    /// The first of the largest of <paramref name="count"/> numbers with room for a multiple of 8; NaN is never the largest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int IndexOfLargest(float* numbers, int count)
    {
        var largest = Vector256.Create(float.NegativeInfinity);
        for (var i = 0; i < count; i += Lanes)
        {
            var x = Among(numbers, i, count);
            largest = Vector256.ConditionalSelect(Vector256.GreaterThan(x, largest), x, largest);
        }
        var half = Vector128.Max(largest.GetLower(), largest.GetUpper());
        half = Vector128.Max(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        half = Vector128.Max(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2)));
        var top = Vector256.Create(half.ToScalar());
        for (var i = 0; i < count; i += Lanes)
        {
            var found = Vector256.Equals(Among(numbers, i, count), top).ExtractMostSignificantBits();
            if (found != 0)
                return Math.Min(i + BitOperations.TrailingZeroCount(found), count - 1);
        }
        return 0;
    }

    /// <summary>Eight numbers from i on; −∞ in place of what lies beyond the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Among(float* numbers, int i, int count) => i + Lanes <= count
        ? Vector256.Load(numbers + i)
        : Vector256.ConditionalSelect(
            Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count - i)).AsSingle(),
            Vector256.Load(numbers + i),
            Vector256.Create(float.NegativeInfinity));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddClasses(PaddedMatrix outputs, int[] classes, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var predicted = IndexOfLargest(outputs.RowPointer(row), outputs.Columns);
            var actual = classes[row];
            _occurrences[predicted]++;
            _occurrences[actual]++;
            _actual[actual]++;
            if (predicted == actual)
                _right[actual]++;
        }
    }

    private void AddNumbers(PaddedMatrix outputs, PaddedMatrix targets, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            float* y = outputs.RowPointer(row), t = targets.RowPointer(row);
            for (var i = 0; i < _squares.Length; i++)
            {
                var error = y[i] - (double)t[i];
                _squares[i] += error * error;
                _sizes[i] += Math.Abs(error);
            }
        }
    }

    private double Explained(int target) =>
        !_scaling.IsConstant(target) ? 1 - _squares[target] / _rowCount : _squares[target] == 0 ? 1 : 0;
}
