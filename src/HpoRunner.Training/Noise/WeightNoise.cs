using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Noise;

/// <summary>
/// Each step computes its gradients at W + σε, ε standard normal and fresh, and applies them to W (Graves 2011; it asks for minima that
/// are flat). Biases get no noise, predictions neither. The sum lies in a vector of its own, so W can move while layers still read it.
/// </summary>
internal sealed unsafe class WeightNoise : IDisposable
{
    private readonly Network _network;
    private readonly float _deviation;
    private readonly NativeFloats _disturbed;
    private readonly RandomStream _source = new(0);
    private LaneNormal _normal;

    public WeightNoise(Network network, double deviation, ulong seed)
    {
        _network = network;
        _deviation = (float)deviation;
        _disturbed = new NativeFloats(network.Parameters.Length);
        Reseed(seed);
    }

    public void Reseed(ulong seed)
    {
        _source.Restart(RandomStream.DeriveSeed(seed, "weight noise"));
        _normal = new LaneNormal(_source);
    }

    /// <summary>Layers multiply by disturbed weights until <see cref="Remove"/>.</summary>
    public void Add()
    {
        foreach (var layer in _network.DenseLayers)
        {
            var layout = layer.Layout;
            for (var panel = 0; panel < layout.PanelCount; panel++)
                Disturb(_network.Parameters.ValuePointer(layer.Weights), _disturbed.Pointer + layer.Weights.Offset, layout, panel);
        }
        _network.Parameters.StandIn = _disturbed;
    }

    public void Remove() => _network.Parameters.StandIn = null;

    public void Dispose() => _disturbed.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Disturb(float* weights, float* disturbed, in PanelLayout layout, int panel)
    {
        var normal = _normal;
        var width = layout.PanelWidth(panel);
        var left = layout.Outputs - panel * PanelLayout.Wide;
        // Two rows of a narrow panel, or one of a wide one; weights of padding stay zero.
        var (first, second) = (Deviations(left), Deviations(width == PanelLayout.Wide ? left - Vector512<float>.Count : left));
        nint i = layout.PanelOffset(panel);
        for (var end = i + (nint)layout.Inputs * width; i < end; i += 2 * Vector512<float>.Count)
        {
            var (noise, more) = normal.Next();
            Vector512.Store(Vector512.FusedMultiplyAdd(noise, first, Vector512.Load(weights + i)), disturbed + i);
            if (i + Vector512<float>.Count < end)
            {
                var next = i + Vector512<float>.Count;
                Vector512.Store(Vector512.FusedMultiplyAdd(more, second, Vector512.Load(weights + next)), disturbed + next);
            }
        }
        _normal = normal;
    }

    /// <summary>σ for as many as are left of sixteen, then zero.</summary>
    private Vector512<float> Deviations(int left) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(left)).AsSingle() & Vector512.Create(_deviation);
}
