using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>
/// A sigmoid for each class, itself against all others: with outputs z, targets t (1 for the row's class, else 0; with label
/// smoothing s, (1 − s)t + s/classes) the mean over rows and classes of
/// max(z, 0) − zt + ln(1 + e^−|z|), gradient (σ(z) − t)/(rows · classes): PyTorch's BCEWithLogitsLoss on one-hot targets. Two classes
/// have two outputs, one for each. Written with |z| it stays finite and exact for outputs of any size.
/// <para>A prediction is σ(z), scaled to sum to 1; equal shares where every σ(z) is 0.</para>
/// </summary>
internal sealed unsafe class BinaryCrossEntropy : Loss
{
    private readonly int _classCount;
    private readonly float[]? _classWeights;
    private readonly float _rightTarget;
    private readonly float _wrongTarget;
    private readonly NativeFloats _exponentials;

    public BinaryCrossEntropy(int classCount, double smoothing, float[]? classWeights)
    {
        _classCount = classCount;
        _classWeights = classWeights;
        _wrongTarget = (float)(smoothing / classCount);
        _rightTarget = (float)(1 - smoothing + smoothing / classCount);
        _exponentials = new NativeFloats(PaddedMatrix.RoundUp(classCount, Vector512<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients)
    {
        var total = 0.0;
        var last = _classCount - 1;
        for (var row = 0; row < rows; row++)
        {
            var actual = targets.Classes[row];
            var weight = _classWeights is null ? 1 : _classWeights[actual];
            var share = weight / ((float)rows * _classCount);
            float* z = outputs.RowPointer(row), dz = gradients.RowPointer(row);
            for (var j = 0; j <= last; j += Vector512<float>.Count)
            {
                var x = Vector512.Load(z + j);
                var inside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(_classCount - j)).AsSingle();
                var slope = (VectorMath.Sigmoid(x) - Vector512.Create(_wrongTarget)) * Vector512.Create(share);
                Vector512.Store(slope & inside, dz + j);
            }
            dz[actual] -= share * (_rightTarget - _wrongTarget);
            total += weight * RowLoss(z, actual);
        }
        return total / _classCount;
    }

    public override double Measure(PaddedMatrix outputs, BatchTargets targets, int rows)
    {
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var actual = targets.Classes[row];
            total += (_classWeights is null ? 1 : _classWeights[actual]) * RowLoss(outputs.RowPointer(row), actual);
        }
        return total / _classCount;
    }

    public override void Predict(PaddedMatrix outputs, int rows, Span<float> predictions)
    {
        for (var row = 0; row < rows; row++)
        {
            var prediction = predictions.Slice(row * _classCount, _classCount);
            Sigmoids(outputs.RowPointer(row)).CopyTo(prediction);
            var sum = 0f;
            foreach (var value in prediction)
                sum += value;
            foreach (ref var value in prediction)
                value = sum == 0 ? 1f / _classCount : value / sum;
        }
    }

    public override void Dispose() => _exponentials.Dispose();

    /// <summary>Σ of one row; one logarithm for the product of all (1 + e^−|z|), each in (1, 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double RowLoss(float* z, int actual)
    {
        var e = _exponentials.Pointer;
        for (var j = 0; j < _classCount; j += Vector512<float>.Count)
            Vector512.Store(VectorMath.ExpOfNegative(-Vector512.Abs(Vector512.Load(z + j))), e + j);
        var (sum, product) = (0.0, 1.0);
        for (var j = 0; j < _classCount; j++)
        {
            double x = z[j];
            sum += (x < 0 ? 0 : x) - x * (j == actual ? _rightTarget : _wrongTarget);
            product *= 1.0 + e[j];
            if (product > 1e200)
            {
                sum += Elementary.Log(product);
                product = 1;
            }
        }
        return sum + Elementary.Log(product);
    }

    private Span<float> Sigmoids(float* z)
    {
        for (var j = 0; j < _classCount; j += Vector512<float>.Count)
            Vector512.Store(VectorMath.Sigmoid(Vector512.Load(z + j)), _exponentials.Pointer + j);
        return _exponentials.Span[.._classCount];
    }
}
