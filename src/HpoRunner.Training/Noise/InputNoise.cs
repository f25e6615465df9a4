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
    private readonly Vector512<float> _deviation;
    private readonly RandomStream _source = new(0);
    private LaneNormal _normal;

    public InputNoise(double deviation, ulong seed)
    {
        _deviation = Vector512.Create((float)deviation);
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
            for (var i = 0; i < input.Columns; i += 2 * Vector512<float>.Count)
            {
                var (first, second) = normal.Next();
                Add(x + i, first, input.Columns - i);
                if (input.Columns - i > Vector512<float>.Count)
                    Add(x + i + Vector512<float>.Count, second, input.Columns - i - Vector512<float>.Count);
            }
        }
        _normal = normal;
    }

    /// <summary>To as many as are left of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(float* x, Vector512<float> noise, int left)
    {
        var inside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(left)).AsSingle();
        Vector512.Store(Vector512.FusedMultiplyAdd(noise & inside, _deviation, Vector512.Load(x)), x);
    }
}
