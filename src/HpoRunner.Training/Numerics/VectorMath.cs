using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Elementary functions on 16 floats, made of exact operations (add, multiply, fused multiply-add, divide, compare) in a fixed order.
/// All element-wise code of the engine is written in vectors of 16; a machine with narrower ones makes halves or quarters of each
/// operation, with the same bits.
/// </summary>
internal static class VectorMath
{
    /// <summary>1½ · 2²³: a number of a few thousand added to it is rounded to a whole one, which its last bits then hold.</summary>
    private const float Rounding = 12582912;

    /// <summary>
    /// eˣ for x ≤ 0: x = n·ln 2 + r with |r| ≤ ½ ln 2, eʳ by its Taylor polynomial of degree 7, times 2ⁿ. Within 2 units in the last
    /// place; 0 below −99½ ln 2 = −68.97 (results under 1.1e-30, whose products would soon be subnormal and slow); NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpOfNegative(Vector512<float> x)
    {
        // 2ⁿ⁻²⁷, so that the least n, −100, has the exponent bits of zero. Where one of two is NaN MaxNative takes the second.
        var (r, power) = Split(Vector512.MaxNative(Vector512.Create(-69.3147f), x), 100);
        return PowerOfRemainder(r) * power * Vector512.Create(134217728f);
    }

    /// <summary>1/(1 + e⁻ˣ), computed from e^−|x| so that nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        var e = ExpOfNegative(-Vector512.Abs(x));
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, default), e, Vector512<float>.One);
        return numerator / (Vector512<float>.One + e);
    }

    /// <summary>
    /// tanh x = −u/(2 + u) with u = e^−2|x| − 1 and the sign of x. For −2|x| = n·ln 2 + r, u = 2ⁿ(eʳ − 1) + (2ⁿ − 1), eʳ − 1 by its
    /// Taylor polynomial, so that nothing is lost near zero. Within 3 units in the last place; 1 from |x| = 10 on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var size = Vector512.Abs(x);
        var (r, power) = Split(Vector512.MinNative(Vector512.Create(10f), size) * Vector512.Create(-2f), 127);
        var u = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Tail(r) * r, r, r), power, power - Vector512<float>.One);
        var result = u / (Vector512.Create(-2f) - u);
        return result | (x & Vector512.Create(-0f));
    }

    /// <summary>True when every number is finite.</summary>
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        var lanes = Vector512<float>.Count;
        var sum = Vector512<float>.Zero;
        var i = 0;
        // 0 · x is 0 for finite x, NaN otherwise, and NaN stays in a sum.
        for (; i <= values.Length - lanes; i += lanes)
            sum += Vector512.Create(values[i..]) * Vector512<float>.Zero;
        for (; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                return false;
        return Vector512.EqualsAll(sum, Vector512<float>.Zero);
    }

    /// <summary>
    /// r and 2ⁿ⁺ᵇⁱᵃˢ⁻¹²⁷ of x = n·ln 2 + r, for whole n of −bias … 127 − bias, zero at −bias: n + bias are the bits of the exponent. ln 2
    /// is subtracted in two parts so that r is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> R, Vector512<float> Power) Split(Vector512<float> x, float bias)
    {
        var shift = Vector512.Create(Rounding + bias);
        var rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), shift);
        var n = rounded - shift;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        return (Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r), (rounded.AsInt32() << 23).AsSingle());
    }

    /// <summary>(eʳ − 1 − r)/r² for |r| ≤ ½ ln 2, from the terms up to r⁷/7! of eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Tail(Vector512<float> r)
    {
        var sum = Vector512.Create(1f / 5040);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 720));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 120));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 24));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 6));
        return Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfRemainder(Vector512<float> r)
    {
        var sum = Vector512.FusedMultiplyAdd(Tail(r), r, Vector512<float>.One);
        return Vector512.FusedMultiplyAdd(sum, r, Vector512<float>.One);
    }
}
