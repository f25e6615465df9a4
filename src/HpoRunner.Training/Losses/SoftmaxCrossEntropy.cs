using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>
/// For a row with outputs z and class c: p = softmax(z), loss −ln p_c = ln Σⱼ e^(zⱼ − max z) − (z_c − max z), gradient
/// (p − onehot(c))/rows. Subtracting the largest output first keeps every exponential in (0, 1]; the loss comes from the outputs, not
/// from p, so it stays exact for p_c too small for a float. As PyTorch's cross_entropy; scikit-learn clips p instead.
/// <para>
/// Eight rows are worked on together, one in each lane: outputs are turned into vectors of eight rows per class, so that sums run over
/// the classes in order, on every machine.
/// </para>
/// </summary>
internal sealed unsafe class SoftmaxCrossEntropy : Loss
{
    private const int Lanes = BlockTranspose.Size;

    private readonly int _classCount;
    private readonly int _paddedClassCount;
    private readonly float _smoothing;
    private readonly float[]? _classWeights;
    private readonly NativeFloats _byClass;
    private readonly NativeFloats _lanes;

    /// <param name="classCount">Outputs.</param>
    /// <param name="smoothing">s in [0, 1): targets are (1 − s) · onehot(c) + s/classes, as PyTorch's label_smoothing.</param>
    /// <param name="classWeights">What a row's loss and gradient are multiplied by, for each class; null for 1.</param>
    public SoftmaxCrossEntropy(int classCount, double smoothing = 0, float[]? classWeights = null)
    {
        _smoothing = (float)smoothing;
        _classWeights = classWeights;
        _classCount = classCount;
        _paddedClassCount = PaddedMatrix.RoundUp(classCount, Lanes);
        _byClass = new NativeFloats(checked(_paddedClassCount * Lanes));
        _lanes = new NativeFloats(2 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Differentiate(PaddedMatrix outputs, BatchTargets targets, int rows, PaddedMatrix gradients)
    {
        var loss = new LogSum();
        var share = 1f / rows;
        for (var first = 0; first < rows; first += Lanes)
        {
            Exponentials(outputs, first);
            AddLosses(ref loss, outputs, targets, first, rows);
            ScaleInto(gradients, first, Vector256.Create(share) / Vector256.Load(_lanes.Pointer));
            for (var row = first; row < Math.Min(first + Lanes, rows); row++)
            {
                if (IsPlain)
                    gradients.RowPointer(row)[targets.Classes[row]] -= share;
                else
                    Subtract(gradients.Row(row), targets.Classes[row], share);
            }
        }
        return loss.Total();
    }

    public override double Measure(PaddedMatrix outputs, BatchTargets targets, int rows)
    {
        var loss = new LogSum();
        for (var first = 0; first < rows; first += Lanes)
        {
            Exponentials(outputs, first);
            AddLosses(ref loss, outputs, targets, first, rows);
        }
        return loss.Total();
    }

    public override void Predict(PaddedMatrix outputs, int rows, Span<float> predictions)
    {
        var exponentials = _byClass.Span;
        for (var first = 0; first < rows; first += Lanes)
        {
            Exponentials(outputs, first);
            for (var row = first; row < Math.Min(first + Lanes, rows); row++)
            for (var i = 0; i < _classCount; i++)
                predictions[row * _classCount + i] = exponentials[i * Lanes + row - first] / _lanes.Span[row - first];
        }
    }

    /// <summary>Whether a row loses −ln p_c, without smoothing and weights.</summary>
    public bool IsPlain => _smoothing == 0 && _classWeights is null;

    public override void Dispose()
    {
        _byClass.Dispose();
        _lanes.Dispose();
    }

    /// <summary>e^(z − max z) of eight rows by class; in the lanes their sums, and behind them the maxima.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentials(PaddedMatrix outputs, int first)
    {
        var z = outputs.RowPointer(first);
        var byClass = _byClass.Pointer;
        for (var i = 0; i < _paddedClassCount; i += Lanes)
            BlockTranspose.Run(z + i, outputs.Stride, byClass + i * Lanes, Lanes);
        var end = byClass + (nint)_classCount * Lanes;
        var largest = Vector256.Load(byClass);
        for (var x = byClass + Lanes; x < end; x += Lanes)
            largest = Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Load(x), largest), Vector256.Load(x), largest);
        var sum = Vector256<float>.Zero;
        for (var x = byClass; x < end; x += Lanes)
        {
            var e = VectorMath.ExpOfNegative(Vector256.Load(x) - largest);
            Vector256.Store(e, x);
            sum += e;
        }
        Vector256.Store(sum, _lanes.Pointer);
        Vector256.Store(largest, _lanes.Pointer + Lanes);
    }

    /// <summary>The exponentials times a factor per row, turned back into rows. Padding columns become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScaleInto(PaddedMatrix gradients, int first, Vector256<float> factors)
    {
        var byClass = _byClass.Pointer;
        for (var i = 0; i < _classCount; i++)
            Vector256.Store(Vector256.Load(byClass + i * Lanes) * factors, byClass + i * Lanes);
        for (var i = _classCount; i < _paddedClassCount; i++)
            Vector256.Store(Vector256<float>.Zero, byClass + i * Lanes);
        for (var i = 0; i < _paddedClassCount; i += Lanes)
            BlockTranspose.Run(byClass + i * Lanes, Lanes, gradients.RowPointer(first) + i, gradients.Stride);
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

    private void AddLosses(ref LogSum loss, PaddedMatrix outputs, BatchTargets targets, int first, int rows)
    {
        var lanes = _lanes.Pointer;
        for (var row = first; row < Math.Min(first + Lanes, rows); row++)
        {
            var actual = targets.Classes[row];
            if (IsPlain)
                loss.Add(lanes[row - first], outputs.RowPointer(row)[actual] - lanes[row - first + Lanes]);
            else
                loss.AddOne(lanes[row - first], Shifted(outputs.Row(row), actual, lanes[row - first + Lanes]), _classWeights?[actual] ?? 1);
        }
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
