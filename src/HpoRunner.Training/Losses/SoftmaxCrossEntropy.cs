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
    private readonly int _classCount;
    private readonly float _smoothing;
    private readonly float[]? _classWeights;
    private readonly NativeFloats _exponentials;

    /// <param name="classCount">Outputs.</param>
    /// <param name="smoothing">s in [0, 1): targets are (1 − s) · onehot(c) + s/classes, as PyTorch's label_smoothing.</param>
    /// <param name="classWeights">What a row's loss and gradient are multiplied by, for each class; null for 1.</param>
    public SoftmaxCrossEntropy(int classCount, double smoothing = 0, float[]? classWeights = null)
    {
        _smoothing = (float)smoothing;
        _classWeights = classWeights;
        _classCount = classCount;
        _exponentials = new NativeFloats(PaddedMatrix.RoundUp(classCount, Vector512<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients)
    {
        var loss = new LogSum();
        var share = 1f / rows;
        float* z = outputs.Pointer, dz = gradients.Pointer;
        for (var row = 0; row < rows; row++, z += outputs.Stride, dz += gradients.Stride)
        {
            var actual = targets.Classes[row];
            var (largest, sum) = Exponentials(z, dz);
            AddLoss(ref loss, z, actual, largest, sum);
            Scale(dz, share / sum);
            if (IsPlain)
                dz[actual] -= share;
            else
                Subtract(new Span<float>(dz, _classCount), actual, share);
        }
        return loss.Total();
    }

    public override double Measure(PaddedMatrix outputs, BatchTargets targets, int rows)
    {
        var loss = new LogSum();
        for (var row = 0; row < rows; row++)
        {
            var (largest, sum) = Exponentials(outputs.RowPointer(row), _exponentials.Pointer);
            AddLoss(ref loss, outputs.RowPointer(row), targets.Classes[row], largest, sum);
        }
        return loss.Total();
    }

    public override void Predict(PaddedMatrix outputs, int rows, Span<float> predictions)
    {
        for (var row = 0; row < rows; row++)
        {
            var sum = Exponentials(outputs.RowPointer(row), _exponentials.Pointer).Sum;
            for (var i = 0; i < _classCount; i++)
                predictions[row * _classCount + i] = _exponentials.Pointer[i] / sum;
        }
    }

    /// <summary>Whether a row loses −ln p_c, without smoothing and weights.</summary>
    public bool IsPlain => _smoothing == 0 && _classWeights is null;

    public override void Dispose() => _exponentials.Dispose();

    /// <summary>Writes e^(z − max z) of one row, zero in the padding, and returns max z and their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (float Largest, float Sum) Exponentials(float* z, float* e)
    {
        var largest = Inside(z, 0);
        for (var i = Vector512<float>.Count; i < _classCount; i += Vector512<float>.Count)
            largest = Vector512.MaxNative(Inside(z, i), largest);
        var half = Vector256.MaxNative(largest.GetLower(), largest.GetUpper());
        var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2)));
        var peak = Vector512.Create(quarter.ToScalar());
        var sums = Vector512<float>.Zero;
        for (var i = 0; i < _classCount; i += Vector512<float>.Count)
        {
            var power = VectorMath.ExpOfNegative(Inside(z, i) - peak);
            Vector512.Store(power, e + i);
            sums += power;
        }
        var halfSum = sums.GetLower() + sums.GetUpper();
        var quarterSum = halfSum.GetLower() + halfSum.GetUpper();
        return (quarter.ToScalar(), quarterSum[0] + quarterSum[1] + (quarterSum[2] + quarterSum[3]));
    }

    /// <summary>Sixteen outputs, −∞ for those that are padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Inside(float* z, int first)
    {
        var inside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(_classCount - first)).AsSingle();
        return Vector512.ConditionalSelect(inside, Vector512.Load(z + first), Vector512.Create(float.NegativeInfinity));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Scale(float* e, float factor)
    {
        for (var i = 0; i < _classCount; i += Vector512<float>.Count)
            Vector512.Store(Vector512.Load(e + i) * Vector512.Create(factor), e + i);
    }

    /// <summary>weight · (p − target)/rows in place of p/rows.</summary>
    private void Subtract(Span<float> gradient, int actual, float share)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddLoss(ref LogSum loss, float* z, int actual, float largest, float sum)
    {
        if (IsPlain)
            loss.Add(sum, z[actual] - largest);
        else
            loss.AddOne(sum, Shifted(new Span<float>(z, _classCount), actual, largest), _classWeights?[actual] ?? 1);
    }

    /// <summary>Σ (ln sumᵣ − shiftedᵣ), with one logarithm for the product of many sums instead of one for each.</summary>
    private struct LogSum
    {
        private const double LogarithmAt = 1e200;

        private double _logarithms = 0;
        private double _shifted = 0;
        private double _product = 1;

        public LogSum()
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float sum, float shifted)
        {
            _product *= sum;
            _shifted += shifted;
            if (_product > LogarithmAt)
            {
                _logarithms += Elementary.Log(_product);
                _product = 1;
            }
        }

        public void AddOne(float sum, double shifted, float weight)
        {
            _logarithms += weight * Elementary.Log(sum);
            _shifted += weight * shifted;
        }

        public readonly double Total() => _logarithms + Elementary.Log(_product) - _shifted;
    }
}
