using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>
/// For a row with outputs z and class c: p = softmax(z), loss −ln p_c = ln Σⱼ e^(zⱼ − max z) − (z_c − max z), gradient
/// (p − onehot(c))/rows. Subtracting the largest output first keeps every exponential in (0, 1]; the loss comes from the outputs, not
/// from p, so it stays exact for p_c too small for a float. As PyTorch's cross_entropy; scikit-learn clips p instead.
/// <para>
/// The classes of a row lie in the lanes of as many vectors of 16 as they need; lanes are added in a fixed order, the same on every
/// machine.
/// </para>
/// </summary>
internal sealed unsafe class SoftmaxCrossEntropy : Loss
{
    /// <summary>Rows whose largest outputs and sums are kept at a time.</summary>
    private const int RowsAtOnce = 16;

    private readonly int _classCount;
    private readonly int _stride;
    private readonly float _smoothing;
    private readonly float[]? _classWeights;
    private readonly NativeFloats _exponentials;
    private readonly NativeFloats _largest = new(RowsAtOnce);
    private readonly NativeFloats _sums = new(RowsAtOnce);

    /// <param name="classCount">Outputs.</param>
    /// <param name="smoothing">s in [0, 1): targets are (1 − s) · onehot(c) + s/classes, as PyTorch's label_smoothing.</param>
    /// <param name="classWeights">
    /// What a row's loss and gradient are multiplied by, for each class; null for 1. PyTorch's weight= divides by the sum of the batch's
    /// weights, not by its rows.
    /// </param>
    public SoftmaxCrossEntropy(int classCount, double smoothing = 0, float[]? classWeights = null)
    {
        _smoothing = (float)smoothing;
        _classWeights = classWeights;
        _classCount = classCount;
        _stride = PaddedMatrix.RoundUp(classCount, Vector512<float>.Count);
        _exponentials = new NativeFloats(RowsAtOnce * _stride);
    }

    public override double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients)
    {
        var loss = new LogSum();
        var share = 1f / rows;
        for (var first = 0; first < rows; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows - first);
            float* z = outputs.RowPointer(first), dz = gradients.RowPointer(first);
            Exponentials(z, outputs.Stride, dz, gradients.Stride, count);
            AddLosses(ref loss, z, outputs.Stride, targets.Classes.AsSpan(first, count));
            Subtract(dz, gradients.Stride, targets.Classes.AsSpan(first, count), share);
        }
        return loss.Total();
    }

    public override double Measure(PaddedMatrix outputs, BatchTargets targets, int rows)
    {
        var loss = new LogSum();
        for (var first = 0; first < rows; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows - first);
            Exponentials(outputs.RowPointer(first), outputs.Stride, _exponentials.Pointer, _stride, count);
            AddLosses(ref loss, outputs.RowPointer(first), outputs.Stride, targets.Classes.AsSpan(first, count));
        }
        return loss.Total();
    }

    public override void Predict(PaddedMatrix outputs, int rows, Span<float> predictions)
    {
        for (var row = 0; row < rows; row++)
        {
            Exponentials(outputs.RowPointer(row), 0, _exponentials.Pointer, _stride, 1);
            for (var i = 0; i < _classCount; i++)
                predictions[row * _classCount + i] = _exponentials.Pointer[i] / *_sums.Pointer;
        }
    }

    /// <summary>Whether a row loses −ln p_c, without smoothing and weights.</summary>
    public bool IsPlain => _smoothing == 0 && _classWeights is null;

    public override void Dispose()
    {
        _exponentials.Dispose();
        _largest.Dispose();
        _sums.Dispose();
    }

    /// <summary>
    /// Writes e^(z − max z) of some rows, zero in the padding, and keeps each row's max z and the sum. Three short loops, because in one
    /// too few rows are under way at a time: a row's operations wait for each other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentials(float* z, nint stride, float* e, nint eStride, int rows)
    {
        float* peaks = _largest.Pointer, totals = _sums.Pointer;
        var classes = _classCount;
        for (nint row = 0; row < rows; row++)
        {
            var largest = Inside(z + row * stride, 0, classes);
            for (var i = Vector512<float>.Count; i < classes; i += Vector512<float>.Count)
                largest = Vector512.MaxNative(Inside(z + row * stride, i, classes), largest);
            var half = Vector256.MaxNative(largest.GetLower(), largest.GetUpper());
            var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
            quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
            peaks[row] = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2))).ToScalar();
        }
        for (nint row = 0; row < rows; row++)
        {
            var peak = Vector512.Create(peaks[row]);
            for (var i = 0; i < classes; i += Vector512<float>.Count)
                Vector512.Store(VectorMath.ExpOfNegative(Inside(z + row * stride, i, classes) - peak), e + row * eStride + i);
        }
        for (nint row = 0; row < rows; row++)
        {
            var sums = Vector512.Load(e + row * eStride);
            for (var i = Vector512<float>.Count; i < classes; i += Vector512<float>.Count)
                sums += Vector512.Load(e + row * eStride + i);
            var half = sums.GetLower() + sums.GetUpper();
            var quarter = half.GetLower() + half.GetUpper();
            quarter += Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2));
            totals[row] = (quarter + Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1))).ToScalar();
        }
    }

    /// <summary>Sixteen outputs, −∞ for those that are padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Inside(float* z, int first, int classes)
    {
        var inside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(classes - first)).AsSingle();
        return Vector512.ConditionalSelect(inside, Vector512.Load(z + first), Vector512.Create(float.NegativeInfinity));
    }

    /// <summary>From exponentials to gradients: weight · (p − target)/rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Subtract(float* dz, nint stride, ReadOnlySpan<int> classes, float share)
    {
        var isPlain = IsPlain;
        for (var row = 0; row < classes.Length; row++, dz += stride)
        {
            var factor = Vector512.Create(share / _sums.Pointer[row]);
            for (var i = 0; i < _classCount; i += Vector512<float>.Count)
                Vector512.Store(Vector512.Load(dz + i) * factor, dz + i);
            if (isPlain)
                dz[classes[row]] -= share;
            else
                SubtractSmoothed(new Span<float>(dz, _classCount), classes[row], share);
        }
    }

    private void SubtractSmoothed(Span<float> gradient, int actual, float share)
    {
        var spread = share * _smoothing / _classCount;
        foreach (ref var slope in gradient)
            slope -= spread;
        gradient[actual] -= share * (1 - _smoothing);
        if (_classWeights is null)
            return;
        foreach (ref var slope in gradient)
            slope *= _classWeights[actual];
    }

    /// <summary>Σ of the targets' shares times the outputs, less their maximum.</summary>
    private double Shifted(ReadOnlySpan<float> outputs, int actual, float largest)
    {
        var sum = 0.0;
        foreach (var output in outputs)
            sum += output - largest;
        return (1 - _smoothing) * (outputs[actual] - largest) + (_smoothing == 0 ? 0 : _smoothing * sum / _classCount);
    }

    private void AddLosses(ref LogSum loss, float* z, nint stride, ReadOnlySpan<int> classes)
    {
        if (IsPlain)
        {
            loss.Add(_sums.Pointer, _largest.Pointer, z, stride, classes);
            return;
        }
        float* largest = _largest.Pointer, sums = _sums.Pointer;
        for (var row = 0; row < classes.Length; row++, z += stride)
        {
            var actual = classes[row];
            loss.AddOne(sums[row], Shifted(new Span<float>(z, _classCount), actual, largest[row]), _classWeights?[actual] ?? 1);
        }
    }
}
