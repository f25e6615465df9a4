using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// The elements' part of <see cref="Adam"/>: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ + rate · m/(√v + floor), in vectors of 16
/// where the machine has them, with the same bits in vectors of 8.
/// <para>
/// Both means are computed as (… + c) − c with c = 2⁻⁹⁷, which for one subtraction rounds what is below 2⁻¹²⁰ to multiples of that and
/// leaves larger numbers as they are: so means that decay never become subnormal, which would make arithmetic a hundred times slower.
/// </para>
/// </summary>
internal readonly record struct AdamLoop(float Keep1, float Take1, float Keep2, float Take2, float Rate, float Floor)
{
    private const float Grain = 6.310887241768095E-30f;

    public void Run(ref float theta, ref float g, ref float m, ref float v, nuint length)
    {
        var wide = Vector512.IsHardwareAccelerated ? length / 16 * 16 : 0;
        if (wide > 0)
            RunWide(ref theta, ref g, ref m, ref v, wide);
        if (wide < length)
            RunNarrow(ref theta, ref g, ref m, ref v, wide, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunWide(ref float theta, ref float g, ref float m, ref float v, nuint length)
    {
        var (keep1, take1) = (Vector512.Create(Keep1), Vector512.Create(Take1));
        var (keep2, take2) = (Vector512.Create(Keep2), Vector512.Create(Take2));
        var (rate, floor, grain) = (Vector512.Create(Rate), Vector512.Create(Floor), Vector512.Create(Grain));
        for (nuint i = 0; i < length; i += 16)
        {
            var gradient = Vector512.LoadUnsafe(ref g, i);
            var mean = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref m, i), keep1, grain);
            mean = Vector512.FusedMultiplyAdd(gradient, take1, mean) - grain;
            var square = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref v, i), keep2, grain);
            square = Vector512.FusedMultiplyAdd(gradient * gradient, take2, square) - grain;
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            var step = mean / (VectorRoot.Of(square) + floor);
            Vector512.FusedMultiplyAdd(step, rate, Vector512.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunNarrow(ref float theta, ref float g, ref float m, ref float v, nuint start, nuint length)
    {
        var (keep1, take1) = (Vector256.Create(Keep1), Vector256.Create(Take1));
        var (keep2, take2) = (Vector256.Create(Keep2), Vector256.Create(Take2));
        var (rate, floor, grain) = (Vector256.Create(Rate), Vector256.Create(Floor), Vector256.Create(Grain));
        for (var i = start; i < length; i += 8)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref m, i), keep1, grain);
            mean = Vector256.FusedMultiplyAdd(gradient, take1, mean) - grain;
            var square = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref v, i), keep2, grain);
            square = Vector256.FusedMultiplyAdd(gradient * gradient, take2, square) - grain;
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            var step = mean / (VectorRoot.Of(square) + floor);
            Vector256.FusedMultiplyAdd(step, rate, Vector256.LoadUnsafe(ref theta, i)).StoreUnsafe(ref theta, i);
        }
    }
}
