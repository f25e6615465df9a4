using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// In training each value is kept with probability 1 − rate and divided by it, or set to zero; the expectation stays what it was, and
/// prediction changes nothing ("inverted" dropout; Srivastava et al. 2014 instead scale the weights when predicting, which agrees).
/// dx = dy · mask. A draw per unit, row and step.
/// </summary>
internal sealed unsafe class Dropout : Layer
{
    private readonly PaddedMatrix _mask;
    private readonly Vector512<uint> _threshold;
    private readonly Vector512<float> _scale;
    private readonly RandomStream _seeds = new(0);
    private LaneRandom _random;

    /// <param name="input">What is thinned out.</param>
    /// <param name="rate">Share that is dropped, in (0, 1).</param>
    /// <param name="seed">Of this layer's draws.</param>
    public Dropout(Activations input, double rate, ulong seed)
        : base(input, new Activations(input.Values.Rows, input.Width, input.NeedsGradients))
    {
        _mask = new PaddedMatrix(input.Values.Rows, input.Width);
        _threshold = Vector512.Create((uint)Math.Min(rate * (1L << 32), uint.MaxValue));
        _scale = Vector512.Create((float)(1 / (1 - rate)));
        Reseed(seed);
    }

    public override void Reseed(ulong seed)
    {
        _seeds.Restart(seed);
        _random = new LaneRandom(_seeds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(int rows, bool training)
    {
        PaddedMatrix from = Input.Values, to = Output.Values;
        if (!training)
        {
            for (var row = 0; row < rows; row++)
                from.Row(row).CopyTo(to.Row(row));
            return;
        }
        var random = _random;
        var (threshold, scale) = (_threshold, _scale);
        float* x = from.Pointer, y = to.Pointer, mask = _mask.Pointer;
        var length = from.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
        {
            var kept = Vector512.GreaterThanOrEqual(random.Next(), threshold).AsSingle() & scale;
            Vector512.Store(kept, mask + i);
            Vector512.Store(Vector512.Load(x + i) * kept, y + i);
        }
        _random = random;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        if (!Input.NeedsGradients)
            return;
        float* dy = Output.Gradients.Pointer, dx = Input.Gradients.Pointer, mask = _mask.Pointer;
        var length = _mask.LengthOf(rows);
        for (nint i = 0; i < length; i += Vector512<float>.Count)
            Vector512.Store(Vector512.Load(dy + i) * Vector512.Load(mask + i), dx + i);
    }

    public override void Dispose()
    {
        base.Dispose();
        _mask.Dispose();
    }
}
