using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// √x and 1/√x for x ≥ 0 from multiplications and additions alone, which the processor does ten times as often as its own square root;
/// that one also stands in the queue for divisions. With y ≈ 1/√x from the bits of x (relative error 3.5 %) and z = xy, e = zy − 1:
/// <code>
/// √x = z (1 + e)^−½        1/√x = y (1 + e)^−½        (1 + e)^−½ ≈ 1 + e·(c₁ + c₂e + c₃e² + c₄e³)
/// </code>
/// the c by Remez' exchange for |e| ≤ 0.069, relative error 2.3e-8. Both within 1 unit in the last place for normal x. √0 = 0, √∞ = ∞,
/// NaN for NaN; 1/√0 is large but finite.
/// </summary>
internal static class VectorRoot
{
    /// <summary>Halves the exponent of 1/x and balances the error over the mantissas.</summary>
    private const int HalfwayBits = 0x5f3759df;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var (_, z, e) = Seed(x);
        return Vector512.FusedMultiplyAdd(z * e, Correction(e), z);
    }

    /// <summary>√x + more with one operation less than both apart, the root within 2 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Plus(Vector512<float> x, Vector512<float> more)
    {
        var (_, z, e) = Seed(x);
        return Vector512.FusedMultiplyAdd(z, Vector512.FusedMultiplyAdd(Correction(e), e, Vector512<float>.One), more);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> InverseOf(Vector512<float> x)
    {
        var (y, _, e) = Seed(x);
        return Vector512.FusedMultiplyAdd(y * e, Correction(e), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Y, Vector512<float> Z, Vector512<float> E) Seed(Vector512<float> x)
    {
        var halfway = Vector512.Create(HalfwayBits);
        // What the compiler sees to be a constant it adds to −x, an operation more.
        halfway = Vector512.Max(halfway, halfway);
        var y = (halfway - (x.AsInt32() >>> 1)).AsSingle();
        var z = x * y;
        return (y, z, Vector512.FusedMultiplyAdd(z, y, Vector512.Create(-1f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Correction(Vector512<float> e)
    {
        var sum = Vector512.FusedMultiplyAdd(e, Vector512.Create(0.27406937f), Vector512.Create(-0.31393924f));
        sum = Vector512.FusedMultiplyAdd(sum, e, Vector512.Create(0.37500059f));
        return Vector512.FusedMultiplyAdd(sum, e, Vector512.Create(-0.49999832f));
    }
}
