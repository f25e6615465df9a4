using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Eight streams of xoshiro128++ (Blackman and Vigna 2021) side by side, for draws by the hundred thousand such as dropout's. Their
/// states come from a <see cref="RandomStream"/>.
/// </summary>
internal struct LaneRandom
{
    private Vector256<uint> _s0, _s1, _s2, _s3;

    public LaneRandom(RandomStream seeds)
    {
        _s0 = Draw(seeds);
        _s1 = Draw(seeds);
        _s2 = Draw(seeds);
        // A stream whose state is zero would stay there.
        _s3 = Draw(seeds) | Vector256<uint>.One;
    }

    /// <summary>Eight uniform draws of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<uint> Next()
    {
        var result = RotateLeft(_s0 + _s3, 7) + _s0;
        var shifted = _s1 << 9;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = RotateLeft(_s3, 11);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> RotateLeft(Vector256<uint> x, int bits) => (x << bits) | (x >>> (32 - bits));

    private static Vector256<uint> Draw(RandomStream seeds)
    {
        Span<uint> lanes = stackalloc uint[Vector256<uint>.Count];
        foreach (ref var lane in lanes)
            lane = (uint)(seeds.NextBits() >> 32);
        return Vector256.Create<uint>(lanes);
    }
}
