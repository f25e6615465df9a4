using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Sums over vectors of floats in double precision, and their combinations, 8 elements at a time; lengths are multiples of 8. The same
/// bits on every machine.
/// </summary>
internal static class FloatVectors
{
    /// <summary>Σ xᵢyᵢ.</summary>
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Check(x, y);
        Vector256<double> low = default, high = default;
        for (var i = 0; i < x.Length; i += 8)
        {
            var (x0, x1) = Vector256.Widen(Vector256.Create(x[i..]));
            var (y0, y1) = Vector256.Widen(Vector256.Create(y[i..]));
            low = Vector256.FusedMultiplyAdd(x0, y0, low);
            high = Vector256.FusedMultiplyAdd(x1, y1, high);
        }
        return Total(low + high);
    }

    /// <summary>Σ |xᵢ|.</summary>
    public static double SumOfSizes(ReadOnlySpan<float> x)
    {
        Check(x, x);
        Vector256<double> sum = default;
        for (var i = 0; i < x.Length; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.Abs(Vector256.Create(x[i..])));
            sum += low + high;
        }
        return Total(sum);
    }

    /// <summary>x ← x + factor · y, the factor rounded to a float.</summary>
    public static void AddScaled(Span<float> x, ReadOnlySpan<float> y, double factor)
    {
        Check(x, y);
        var factors = Vector256.Create((float)factor);
        for (var i = 0; i < x.Length; i += 8)
            Vector256.FusedMultiplyAdd(Vector256.Create(y[i..]), factors, Vector256.Create<float>(x[i..])).CopyTo(x[i..]);
    }

    /// <summary>x ← factor · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(Span<float> x, double factor)
    {
        Check(x, x);
        ref var first = ref MemoryMarshal.GetReference(x);
        var factors = Vector256.Create((float)factor);
        for (nuint i = 0; i < (nuint)x.Length; i += 8)
            (Vector256.LoadUnsafe(ref first, i) * factors).StoreUnsafe(ref first, i);
    }

    private static double Total(Vector256<double> sum) => sum[0] + sum[1] + sum[2] + sum[3];

    private static void Check(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, y.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length % 8, 0);
    }
}
