using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Functions of doubles that give the same bits on every machine: sums run in so many lanes, then lane by lane, then over the rest.
/// </summary>
internal static class Elementary
{
    private const double NaturalLogOfTwo = 0.69314718055994530942;

    /// <summary>Σ xᵢyᵢ over vectors of the same length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, y.Length);
        var sum = Vector256<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(x[i..]), Vector256.Create(y[i..]), sum);
        var total = sum[0] + sum[1] + sum[2] + sum[3];
        for (; i < x.Length; i++)
            total += x[i] * y[i];
        return total;
    }

    /// <summary>x ← x + factor · y.</summary>
    public static void AddScaled(Span<double> x, ReadOnlySpan<double> y, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, y.Length);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= x.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            Vector256.FusedMultiplyAdd(Vector256.Create(y[i..]), factors, Vector256.Create<double>(x[i..])).CopyTo(x[i..]);
        for (; i < x.Length; i++)
            x[i] = Math.FusedMultiplyAdd(y[i], factor, x[i]);
    }

    /// <summary>Σ xᵢ² in double precision, in 32 lanes: four sums of 8, because one addition waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        Vector512<double> a = default, b = default, c = default, d = default;
        ref var first = ref MemoryMarshal.GetReference(x);
        var i = 0;
        for (; i <= x.Length - 2 * Vector512<float>.Count; i += 2 * Vector512<float>.Count)
        {
            var (one, two) = Vector512.Widen(Vector512.LoadUnsafe(ref first, (nuint)i));
            var (three, four) = Vector512.Widen(Vector512.LoadUnsafe(ref first, (nuint)(i + Vector512<float>.Count)));
            a = Vector512.FusedMultiplyAdd(one, one, a);
            b = Vector512.FusedMultiplyAdd(two, two, b);
            c = Vector512.FusedMultiplyAdd(three, three, c);
            d = Vector512.FusedMultiplyAdd(four, four, d);
        }
        var lanes = a + b + (c + d);
        var half = lanes.GetLower() + lanes.GetUpper();
        var total = half[0] + half[1] + half[2] + half[3];
        for (; i < x.Length; i++)
            total += (double)x[i] * x[i];
        return total;
    }

    /// <summary>
    /// ln x = e·ln 2 + 2 artanh((m − 1)/(m + 1)) for x = 2ᵉm, m in [√½, √2), by the series to its 23rd power; within about 2 units in
    /// the last place. Math.Log comes from the C library and differs between systems. ln 0 = −∞, NaN for negative numbers.
    /// </summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > Math.Sqrt(2))
        {
            mantissa /= 2;
            exponent++;
        }
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var series = 0.0;
        for (var power = 23; power >= 3; power -= 2)
            series = Math.FusedMultiplyAdd(series, square, 1.0 / power);
        return exponent * NaturalLogOfTwo + 2 * (s + s * square * series);
    }
}
