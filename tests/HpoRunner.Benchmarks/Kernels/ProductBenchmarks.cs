using BenchmarkDotNet.Attributes;
using HpoRunner.Training.Layers;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>The products of one dense layer, forward and backward. <see cref="PartTable"/> relates them to the core's peak.</summary>
public unsafe class ProductBenchmarks
{
    private ParameterVectors? _parameters;
    private Activations? _x;
    private Activations? _y;
    private Dense? _dense;
    private WeightGradient? _weightGradient;

    [Params("32 64 64", "128 784 512")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Build()
    {
        var sizes = Array.ConvertAll(Shape.Split(' '), text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        _parameters = new ParameterVectors(Dense.BlockLength(sizes[1], sizes[2]));
        _x = new Activations(sizes[0], sizes[1], needsGradients: true);
        _y = new Activations(sizes[0], sizes[2], needsGradients: true);
        _dense = new Dense(_x, _y, _parameters, 0);
        _weightGradient = new WeightGradient(_dense.Layout, sizes[0]);
    }

    [GlobalCleanup]
    public void Free()
    {
        _dense?.Dispose();
        _weightGradient?.Dispose();
        _x?.Dispose();
        _parameters?.Dispose();
    }

    [Benchmark]
    public void Forward() => _dense!.Forward(_y!.Values.Rows, training: true);

    [Benchmark]
    public void WeightGradient() =>
        _weightGradient!.Store(_x!.Values, _y!.Gradients, _y.Values.Rows, _parameters!.GradientPointer(_dense!.Weights));

    [Benchmark]
    public void Backward() => _dense!.Backward(_y!.Values.Rows);
}
