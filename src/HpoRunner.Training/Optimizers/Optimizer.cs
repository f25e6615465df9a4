using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// A rule that turns one gradient into a step of the parameters: θ parameters, g gradients, α learning rate. It works on the network's
/// vectors as a whole, 8 elements at a time, and keeps its state in vectors of the same length. Where a parameter's gradient has always
/// been zero the parameter stays as it is: so padding stays zero. Optimizers that need more than a gradient are
/// <see cref="ObjectiveOptimizer"/>s.
/// </summary>
internal abstract class Optimizer : IDisposable
{
    /// <summary>
    /// Least ε that is used: 2⁻⁶⁰. Squares below 2⁻¹²⁰ count as zero (see <see cref="Flush"/>), and what is then divided by ε alone is
    /// below 2⁻⁶⁰ itself.
    /// </summary>
    private const double SmallestEpsilon = 8.673617379884035E-19;

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
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, Length);
        Update(ref MemoryMarshal.GetReference(parameters), ref MemoryMarshal.GetReference(gradients), learningRate);
    }

    /// <summary>All slots, one after the other.</summary>
    internal ReadOnlySpan<float> State => _state.Span;

    public void Dispose() => _state.Dispose();

    /// <param name="theta">First of <see cref="Length"/> parameters.</param>
    /// <param name="g">First of as many gradients, which stay as they are.</param>
    /// <param name="learningRate">α of this step.</param>
    protected abstract void Update(ref float theta, ref float g, double learningRate);

    /// <summary>
    /// Zero in place of numbers below 2⁻¹²⁰. A mean that decays with no new gradients (a dead unit's) would end at the smallest subnormal
    /// number and stay there, and arithmetic with those is a hundred times slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector256<float> Flush(Vector256<float> x) =>
        Vector256.AndNot(x, Vector256.LessThan(Vector256.Abs(x), Vector256.Create(7.5231638E-37f)));

    protected static Vector256<float> FloorOf(double epsilon) => Vector256.Create((float)Math.Max(epsilon, SmallestEpsilon));

    /// <summary>First element of a vector of state.</summary>
    protected ref float Slot(int index) => ref _state.Span[index * Length];
}
