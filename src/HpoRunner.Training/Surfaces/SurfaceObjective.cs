using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A surface as optimizers see it: two parameters, x and y, at the head of a vector of sixteen that is otherwise padding. In float32, as a
/// network's are.
/// </summary>
internal sealed class SurfaceObjective(Surface surface) : Objective, IDisposable
{
    public const int Length = Optimizer.Lanes;

    private readonly NativeFloats _values = new(Length);
    private readonly NativeFloats _gradients = new(Length);

    public SurfacePoint At
    {
        get => new(_values.Span[0], _values.Span[1]);
        set => (_values.Span[0], _values.Span[1]) = ((float)value.X, (float)value.Y);
    }

    public override Span<float> Parameters => _values.Span;

    public override ReadOnlySpan<float> Gradients => _gradients.Span;

    public override ReadOnlySpan<int> Places => [0, 1];

    /// <summary>What the optimizer gets for a gradient, where that is not the surface's own.</summary>
    public Span<float> Slopes => _gradients.Span;

    public override double Measure() => surface.Value(At);

    public override double Differentiate()
    {
        var gradient = surface.Gradient(At);
        (_gradients.Span[0], _gradients.Span[1]) = ((float)gradient.X, (float)gradient.Y);
        return Measure();
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }
}
