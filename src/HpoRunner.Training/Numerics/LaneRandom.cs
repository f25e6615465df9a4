using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// Sixteen streams of xoshiro128++ (Blackman and Vigna 2021) side by side, for draws by the hundred thousand such as dropout's. Their
/// states come from a <see cref="RandomStream"/>.
/// </summary>
internal struct LaneRandom
{
    private Vector512<uint> _s0, _s1, _s2, _s3;

    public LaneRandom(RandomStream seeds)
    {
        _s0 = Draw(seeds);
        _s1 = Draw(seeds);
        _s2 = Draw(seeds);
        // A stream whose state is zero would stay there.
        _s3 = Draw(seeds) | Vector512<uint>.One;
    }

    /// <summary>Sixteen uniform draws of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> Next()
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
    private static Vector512<uint> RotateLeft(Vector512<uint> x, [ConstantExpected] byte bits) =>
        Avx512F.IsSupported ? Avx512F.RotateLeft(x, bits) : (x << bits) | (x >>> (32 - bits));

    private static Vector512<uint> Draw(RandomStream seeds)
    {
        Span<uint> lanes = stackalloc uint[Vector512<uint>.Count];
        foreach (ref var lane in lanes)
            lane = (uint)(seeds.NextBits() >> 32);
        return Vector512.Create<uint>(lanes);
    }
}
