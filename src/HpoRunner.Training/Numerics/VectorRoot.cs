using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// √x for x ≥ 0 from multiplications and additions alone, which the processor does four times as often as its own square root; that one
/// also stands in the queue for divisions. With y ≈ 1/√x from the bits of x (relative error 3.5 %), e = xy² − 1:
/// <code>
/// y ← y + y·e(⅜e − ½)        1e-4 left (Householder's third order)
/// s = xy,  s ← s + ½y(x − s²)        2e-8 left (Newton)
/// </code>
/// Within 1 unit in the last place, 0 for 0, NaN for NaN and for ∞; the same bits at both widths.
/// </summary>
internal static class VectorRoot
{
    /// <summary>Halves the exponent of 1/x and balances the error over the mantissas.</summary>
    private const int HalfwayBits = 0x5f3759df;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        var y = (Vector256.Create(HalfwayBits) - (x.AsInt32() >>> 1)).AsSingle();
        var e = Vector256.FusedMultiplyAdd(x * y, y, Vector256.Create(-1f));
        y = Vector256.FusedMultiplyAdd(y, e * Vector256.FusedMultiplyAdd(e, Vector256.Create(0.375f), Vector256.Create(-0.5f)), y);
        var s = x * y;
        return Vector256.FusedMultiplyAdd(y * Vector256.Create(0.5f), Vector256.FusedMultiplyAdd(-s, s, x), s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var y = (Vector512.Create(HalfwayBits) - (x.AsInt32() >>> 1)).AsSingle();
        var e = Vector512.FusedMultiplyAdd(x * y, y, Vector512.Create(-1f));
        y = Vector512.FusedMultiplyAdd(y, e * Vector512.FusedMultiplyAdd(e, Vector512.Create(0.375f), Vector512.Create(-0.5f)), y);
        var s = x * y;
        return Vector512.FusedMultiplyAdd(y * Vector512.Create(0.5f), Vector512.FusedMultiplyAdd(-s, s, x), s);
    }
}
