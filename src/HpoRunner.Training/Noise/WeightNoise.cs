using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Noise;

/// <summary>
/// Each step computes its gradients at W + σε, ε standard normal and fresh, and applies them to W (Graves 2011; it asks for minima that
/// are flat). Biases get no noise, predictions neither.
/// </summary>
internal sealed unsafe class WeightNoise : IDisposable
{
    private readonly Network _network;
    private readonly Vector256<float> _deviation;
    private readonly NativeFloats _kept;
    private readonly RandomStream _source = new(0);
    private LaneNormal _normal;

    public WeightNoise(Network network, double deviation, ulong seed)
    {
        _network = network;
        _deviation = Vector256.Create((float)deviation);
        _kept = new NativeFloats(network.Parameters.Length);
        Reseed(seed);
    }

    public void Reseed(ulong seed)
    {
        _source.Restart(RandomStream.DeriveSeed(seed, "weight noise"));
        _normal = new LaneNormal(_source);
    }

    /// <summary>Disturbs the weights until <see cref="Remove"/>.</summary>
    public void Add()
    {
        _network.Parameters.Values.CopyTo(_kept.Span);
        foreach (var layer in _network.DenseLayers)
            AddTo(_network.Parameters.ValuePointer(layer.Weights), layer.Layout);
    }

    /// <summary>The weights as they were, bit by bit.</summary>
    public void Remove() => _kept.Span.CopyTo(_network.Parameters.Values);

    public void Dispose() => _kept.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(float* weights, in PanelLayout layout)
    {
        var normal = _normal;
        for (var panel = 0; panel < layout.PanelCount; panel++)
        {
            var width = layout.PanelWidth(panel);
            var left = layout.Outputs - panel * PanelLayout.Wide;
            var start = weights + layout.PanelOffset(panel);
            for (nint i = 0; i < layout.Inputs; i++)
            for (var column = 0; column < width; column += 2 * Vector256<float>.Count)
            {
                var (first, second) = normal.Next();
                Add(start + i * width + column, first, left - column);
                Add(start + i * width + column + Vector256<float>.Count, second, left - column - Vector256<float>.Count);
            }
        }
        _normal = normal;
    }

    /// <summary>To as many as are left of eight: weights of padding stay zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(float* w, Vector256<float> noise, int left)
    {
        var inside = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(left)).AsSingle();
        Vector256.Store(Vector256.FusedMultiplyAdd(noise & inside, _deviation, Vector256.Load(w)), w);
    }
}
