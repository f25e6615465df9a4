using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// A rule that turns gradients into a step of the parameters: θ parameters, g gradients, α learning rate. It works on the network's
/// vectors as a whole, 8 elements at a time, and keeps its state in vectors of the same length.
/// </summary>
internal abstract class Optimizer : IDisposable
{
    private readonly NativeFloats _state;

    /// <param name="length">Of the parameter vector; a multiple of 8.</param>
    /// <param name="slots">Vectors of state, all zero at first.</param>
    protected Optimizer(int length, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length % 8, 0);
        Length = length;
        _state = new NativeFloats(checked(length * slots));
    }

    public int Length { get; }

    /// <summary>One update; allocates nothing.</summary>
    public abstract void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double learningRate);

    /// <summary>All slots, one after the other.</summary>
    internal ReadOnlySpan<float> State => _state.Span;

    public void Dispose() => _state.Dispose();

    /// <summary>
    /// Zero in place of numbers below 2⁻¹²⁰. A mean that decays with no new gradients (a dead unit's) would end at the smallest subnormal
    /// number and stay there, and arithmetic with those is a hundred times slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector256<float> Flush(Vector256<float> x) =>
        Vector256.AndNot(x, Vector256.LessThan(Vector256.Abs(x), Vector256.Create(7.5231638E-37f)));

    protected Span<float> Slot(int index) => _state.Span.Slice(index * Length, Length);
}
