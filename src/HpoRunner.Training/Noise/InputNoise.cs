using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Noise;

/// <summary>
/// x + σε, ε standard normal, fresh for every value and step; σ in units of the features as the network sees them, which are standard
/// deviations when they are standardized (Bishop 1995 shows that it acts like a penalty on the slopes of the network).
/// </summary>
internal sealed unsafe class InputNoise
{
    private readonly Vector256<float> _deviation;
    private readonly RandomStream _source = new(0);
    private LaneNormal _normal;

    public InputNoise(double deviation, ulong seed)
    {
        _deviation = Vector256.Create((float)deviation);
        Reseed(seed);
    }

    public void Reseed(ulong seed)
    {
        _source.Restart(RandomStream.DeriveSeed(seed, "input noise"));
        _normal = new LaneNormal(_source);
    }

    /// <summary>The first rows of a network's input, in place; padding stays zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(PaddedMatrix input, int rows)
    {
        var normal = _normal;
        for (var row = 0; row < rows; row++)
        {
            var x = input.RowPointer(row);
            for (var i = 0; i < input.Columns; i += 2 * Vector256<float>.Count)
            {
                var (first, second) = normal.Next();
                Add(x + i, first, input.Columns - i);
                Add(x + i + Vector256<float>.Count, second, input.Columns - i - Vector256<float>.Count);
            }
        }
        _normal = normal;
    }

    /// <summary>To as many as are left of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(float* x, Vector256<float> noise, int left)
    {
        var inside = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(left)).AsSingle();
        Vector256.Store(Vector256.FusedMultiplyAdd(noise & inside, _deviation, Vector256.Load(x)), x);
    }
}
