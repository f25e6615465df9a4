using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// A rule that turns one gradient into a step of the parameters: θ parameters, g gradients, α learning rate. It works on the network's
/// vectors element by element, 16 at a time, and keeps its state in vectors of the same length; so a step may be made in parts, each as
/// soon as its gradients are known: <see cref="Begin"/> once, then <see cref="Move"/> for every part. Where a parameter's gradient has
/// always been zero the parameter stays as it is: so padding stays zero. Optimizers that need more than a gradient are
/// <see cref="ObjectiveOptimizer"/>s.
/// <para>
/// Loops are written in vectors of 512 bits; a machine without them makes two halves of each operation, with the same bits.
/// </para>
/// </summary>
internal abstract unsafe class Optimizer : IDisposable
{
    /// <summary>Floats in a vector; lengths and beginnings of parts are multiples of it.</summary>
    public const int Lanes = 16;

    /// <summary>
    /// Least ε that is used: 2⁻⁶⁰. Squares below <see cref="Negligible"/> count as zero, and what is then divided by ε alone is below
    /// 2⁻⁶⁰ itself.
    /// </summary>
    private const double SmallestEpsilon = 8.673617379884035E-19;

    /// <summary>2⁻¹²⁰.</summary>
    private const float Negligible = 7.5231638E-37f;

    /// <summary>What a mean may shrink by between two cleanings: from 2⁻¹²⁰ to the least normal number.</summary>
    private const double ShrinkageAllowed = 1.0 / 64;

    private const int FewestStepsPerCleaning = 8;
    private const int MostStepsPerCleaning = 32;

    private readonly NativeFloats[] _slots;
    private readonly int _stepsPerCleaning;
    private int _steps;
    private bool _cleans;

    /// <param name="length">Of the parameter vector; a multiple of 16.</param>
    /// <param name="slots">Vectors of state, all zero at first.</param>
    /// <param name="decay">What a slot is multiplied by in a step without gradient, or less than that.</param>
    protected Optimizer(int length, int slots, double decay = 0.6)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length % Lanes, 0);
        Length = length;
        _stepsPerCleaning = (int)Math.Clamp(Math.Log(ShrinkageAllowed) / Math.Log(decay), FewestStepsPerCleaning, MostStepsPerCleaning);
        _slots = [.. Enumerable.Range(0, slots).Select(_ => new NativeFloats(length))];
    }

    public int Length { get; }

    /// <summary>Vectors of state.</summary>
    public int Slots => _slots.Length;

    /// <summary>One update; allocates nothing.</summary>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, Length);
        Begin(learningRate);
        fixed (float* theta = parameters, g = gradients)
            Move(theta, g, 0, Length);
    }

    /// <summary>Starts the next update.</summary>
    public void Begin(double learningRate)
    {
        _cleans = ++_steps % _stepsPerCleaning == 0;
        Prepare(learningRate);
    }

    /// <summary>Moves the parameters of one part, whose gradients stay as they are. Every part once in an update, in any order.</summary>
    /// <param name="theta">First of all parameters.</param>
    /// <param name="g">First of all gradients.</param>
    /// <param name="first">Where the part begins.</param>
    /// <param name="count">Its length.</param>
    public void Move(float* theta, float* g, nint first, nint count)
    {
        Update(theta, g, first, first + count);
        if (_cleans)
            for (var slot = 0; slot < Slots; slot++)
                Clean(Slot(slot) + first, count);
    }

    /// <summary>All slots.</summary>
    internal IEnumerable<float> State => _slots.SelectMany(slot => slot.Span.ToArray());

    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }

    /// <summary>What all elements of an update share.</summary>
    /// <param name="learningRate">α of this step.</param>
    protected abstract void Prepare(double learningRate);

    /// <summary>Elements first … end − 1 of parameters, gradients and slots.</summary>
    protected abstract void Update(float* theta, float* g, nint first, nint end);

    /// <summary>ε, or the least that is used.</summary>
    internal static float FloorOf(double epsilon) => (float)Math.Max(epsilon, SmallestEpsilon);

    /// <summary>First element of a vector of state.</summary>
    internal float* Slot(int index) => _slots[index].Pointer;

    /// <summary>
    /// Zero in place of numbers below 2⁻¹²⁰. A mean that decays with no new gradients (a dead unit's) would end at the smallest subnormal
    /// number and stay there, and arithmetic with those is a hundred times slower. So often that none gets there from 2⁻¹²⁰.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clean(float* state, nint count)
    {
        var negligible = Vector512.Create(Negligible);
        for (nint i = 0; i < count; i += Lanes)
        {
            var x = Vector512.Load(state + i);
            Vector512.Store(Vector512.AndNot(x, Vector512.LessThan(Vector512.Abs(x), negligible)), state + i);
        }
    }
}
