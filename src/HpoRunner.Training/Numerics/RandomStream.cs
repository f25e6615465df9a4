using System.Numerics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// A seeded stream of random draws: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64. The same seed gives the
/// same draws on every machine. Streams for different purposes are derived from a seed and labels, never shared.
/// Normal draws use the Box–Muller transform, whose logarithm and cosine come from the C library.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal;

    public RandomStream(ulong seed) => Restart(seed);

    /// <summary>From here on the draws of a new stream with this seed.</summary>
    public void Restart(ulong seed)
    {
        _spareNormal = double.NaN;
        var state = seed;
        _s0 = NextSplitMix(ref state);
        _s1 = NextSplitMix(ref state);
        _s2 = NextSplitMix(ref state);
        _s3 = NextSplitMix(ref state);
    }

    /// <summary>A seed that depends on every label in its order; neighbouring labels give unrelated seeds.</summary>
    public static ulong DeriveSeed(ulong seed, string purpose, params ReadOnlySpan<int> labels)
    {
        var state = seed;
        foreach (var letter in purpose)
            Absorb(ref state, letter);
        Absorb(ref state, 0x10000);
        foreach (var label in labels)
            Absorb(ref state, (uint)label);
        return state;
    }

    public static RandomStream Derive(ulong seed, string purpose, params ReadOnlySpan<int> labels) =>
        new(DeriveSeed(seed, purpose, labels));

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number in [0, bound), without bias (Lemire 2019, rejection by multiplication).</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var limit = (uint)bound;
        var product = (NextBits() >> 32) * limit;
        if ((uint)product < limit)
        {
            var threshold = (0u - limit) % limit;
            while ((uint)product < threshold)
                product = (NextBits() >> 32) * limit;
        }
        return (int)(product >> 32);
    }

    /// <summary>Standard normal.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var angle = 2 * Math.PI * NextDouble();
        _spareNormal = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    /// <summary>Fisher–Yates: every order is equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static void Absorb(ref ulong state, ulong label)
    {
        state ^= label;
        state = NextSplitMix(ref state);
    }

    private static ulong NextSplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
