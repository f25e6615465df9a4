using BenchmarkDotNet.Attributes;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>A whole training step: gather, forward, loss, backward, penalties, optimizer.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private StepWork? _work;

    [Params("64-64-64-10 32", "784-512-512-10 128")]
    public string Network { get; set; } = "";

    [Params("adam", "sgd", "momentum")]
    public string Optimizer { get; set; } = "";

    [Params(0, 0.2)]
    public double Dropout { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var parts = Network.Split(' ');
        var batch = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        _work = new StepWork(parts[0], batch, ("optimizer", Optimizer), ("dropout", Dropout));
    }

    [GlobalCleanup]
    public void Free() => _work?.Dispose();

    [Benchmark]
    public double Step() => _work!.Step();
}
