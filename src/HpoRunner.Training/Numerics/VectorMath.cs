using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Elementary functions on 8 floats, made of exact operations (add, multiply, fused multiply-add, divide, compare) in a fixed order.
/// All element-wise code of the engine uses vectors of 8, on wider machines too: so it gives the same bits everywhere, and it
/// loses little, because it waits for division, square root or memory.
/// </summary>
internal static class VectorMath
{
    /// <summary>
    /// eˣ: x = n·ln 2 + r with |r| ≤ ½ ln 2, eʳ by its Taylor polynomial of degree 7, times 2ⁿ. Within 2 units in the last place;
    /// 0 below −87.33 (results that would be subnormal), ∞ above 88.72; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var smallest = Vector256.Create(-87.33654f);
        var largest = Vector256.Create(88.72283f);
        var bounded = Vector256.ConditionalSelect(Vector256.LessThan(x, smallest), smallest, x);
        bounded = Vector256.ConditionalSelect(Vector256.GreaterThan(bounded, largest), largest, bounded);
        var n = Vector256.Round(bounded * Vector256.Create(1.44269504f));
        // 2ⁿ in two factors: n reaches 128, where one factor would already be infinite.
        var half = Vector256.ConvertToInt32Native(n) >> 1;
        var rest = Vector256.ConvertToInt32Native(n) - half;
        var result = PowerOfRemainder(bounded, n) * PowerOfTwo(half) * PowerOfTwo(rest);
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, smallest), default, result);
        result = Vector256.ConditionalSelect(Vector256.GreaterThan(x, largest), Vector256.Create(float.PositiveInfinity), result);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), result, x);
    }

    /// <summary>
    /// eˣ for x ≤ 0, in fewer steps: 0 below −69 (results under 1e-30, whose products would soon be subnormal and slow); NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpOfNegative(Vector256<float> x)
    {
        var vanishing = Vector256.LessThan(x, Vector256.Create(-69f));
        var bounded = Vector256.AndNot(x, vanishing);
        var n = Vector256.Round(bounded * Vector256.Create(1.44269504f));
        var result = PowerOfRemainder(bounded, n) * PowerOfTwo(Vector256.ConvertToInt32Native(n));
        return Vector256.AndNot(result, vanishing);
    }

    /// <summary>1/(1 + e⁻ˣ), computed from e^−|x| so that nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        var e = ExpOfNegative(-Vector256.Abs(x));
        var numerator = Vector256.ConditionalSelect(Vector256.LessThan(x, default), e, Vector256<float>.One);
        return numerator / (Vector256<float>.One + e);
    }

    /// <summary>
    /// tanh x: for |x| &lt; 0.625 an odd polynomial (minimax coefficients of Moshier's Cephes library), beyond it
    /// (1 − e)/(1 + e) with e = e^−2|x| and the sign of x. Within 3 units in the last place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var size = Vector256.Abs(x);
        var square = x * x;
        var odd = Vector256.Create(-5.70498872745e-3f);
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(2.06390887954e-2f));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(-5.37397155531e-2f));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(1.33314422036e-1f));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(-3.33332819422e-1f));
        var near = Vector256.FusedMultiplyAdd(odd * square, x, x);
        var e = ExpOfNegative(Vector256.Create(-2f) * size);
        var far = (Vector256<float>.One - e) / (Vector256<float>.One + e);
        far = Vector256.ConditionalSelect(Vector256.LessThan(x, default), -far, far);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0.625f)), near, far);
    }

    /// <summary>True when every number is finite.</summary>
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        var lanes = Vector256<float>.Count;
        var sum = Vector256<float>.Zero;
        var i = 0;
        // 0 · x is 0 for finite x, NaN otherwise, and NaN stays in a sum.
        for (; i <= values.Length - lanes; i += lanes)
            sum += Vector256.Create(values[i..]) * Vector256<float>.Zero;
        for (; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                return false;
        return Vector256.EqualsAll(sum, Vector256<float>.Zero);
    }

    /// <summary>e^(x − n·ln 2), ln 2 in two parts so that the difference is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfRemainder(Vector256<float> x, Vector256<float> n)
    {
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.693359375f), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(2.12194440e-4f), r);
        var sum = Vector256.Create(1f / 5040);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 720));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 120));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 24));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 6));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(0.5f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<float>.One);
        return Vector256.FusedMultiplyAdd(sum, r, Vector256<float>.One);
    }

    private static Vector256<float> PowerOfTwo(Vector256<int> exponent) => ((exponent + Vector256.Create(127)) << 23).AsSingle();
}
