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
    /// <summary>
    /// eˣ: x = n·ln 2 + r with |r| ≤ ½ ln 2, eʳ by its Taylor polynomial of degree 7, times 2ⁿ. Within 2 units in the last place;
    /// 0 below −87.33 (results that would be subnormal), ∞ above 88.72; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var smallest = Vector512.Create(-87.33654f);
        var largest = Vector512.Create(88.72283f);
        var bounded = Vector512.ConditionalSelect(Vector512.LessThan(x, smallest), smallest, x);
        bounded = Vector512.ConditionalSelect(Vector512.GreaterThan(bounded, largest), largest, bounded);
        var n = Vector512.Round(bounded * Vector512.Create(1.44269504f));
        // 2ⁿ in two factors: n reaches 128, where one factor would already be infinite.
        var half = Vector512.ConvertToInt32Native(n) >> 1;
        var rest = Vector512.ConvertToInt32Native(n) - half;
        var result = PowerOfRemainder(bounded, n) * PowerOfTwo(half) * PowerOfTwo(rest);
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, smallest), default, result);
        result = Vector512.ConditionalSelect(Vector512.GreaterThan(x, largest), Vector512.Create(float.PositiveInfinity), result);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), result, x);
    }

    /// <summary>
    /// eˣ for x ≤ 0, in fewer steps: 0 below −69 (results under 1e-30, whose products would soon be subnormal and slow); NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpOfNegative(Vector512<float> x)
    {
        var vanishing = Vector512.LessThan(x, Vector512.Create(-69f));
        var bounded = Vector512.AndNot(x, vanishing);
        var n = Vector512.Round(bounded * Vector512.Create(1.44269504f));
        var result = PowerOfRemainder(bounded, n) * PowerOfTwo(Vector512.ConvertToInt32Native(n));
        return Vector512.AndNot(result, vanishing);
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
        size = Vector512.ConditionalSelect(Vector512.GreaterThan(size, Vector512.Create(10f)), Vector512.Create(10f), size);
        var exponent = size * Vector512.Create(-2f);
        var n = Vector512.Round(exponent * Vector512.Create(1.44269504f));
        var r = Remainder(exponent, n);
        var power = PowerOfTwo(Vector512.ConvertToInt32Native(n));
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

    /// <summary>x − n·ln 2, ln 2 in two parts so that the difference is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Remainder(Vector512<float> x, Vector512<float> n)
    {
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        return Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
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
    private static Vector512<float> PowerOfRemainder(Vector512<float> x, Vector512<float> n)
    {
        var r = Remainder(x, n);
        var sum = Vector512.FusedMultiplyAdd(Tail(r), r, Vector512<float>.One);
        return Vector512.FusedMultiplyAdd(sum, r, Vector512<float>.One);
    }

    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) => ((exponent + Vector512.Create(127)) << 23).AsSingle();
}
