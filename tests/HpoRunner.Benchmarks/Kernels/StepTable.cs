using System.Diagnostics;
using System.Globalization;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>
/// <c>dotnet run -c Release --project tests/HpoRunner.Benchmarks -- steps</c>: a training step of several networks against the peak of
/// this core, measured in the same rounds, in a few seconds. Processor time, medians of interleaved rounds of a few milliseconds.
/// </summary>
internal static class StepTable
{
    private const int Rounds = 60;
    private const double RoundSeconds = 0.001;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(0.4);

    private static readonly (string Shape, int Batch)[] Networks =
        [("30-32-2", 32), ("64-64-64-10", 32), ("64-64-64-10", 128), ("64-256-256-10", 64), ("784-512-512-10", 128)];

    public static void Print(TextWriter output, string[] parameters)
    {
        var given = StepWork.Parse(parameters);
        var works = Networks.Select(network => new StepWork(network.Shape, network.Batch, given)).ToArray();
        var times = works.Select(_ => new List<double>()).ToArray();
        var peaks = new List<double>();
        foreach (var work in works)
            WarmUp(work.Step);
        for (var round = 0; round < Rounds; round++)
        {
            peaks.Add(PeakLoop.Flops / Seconds(() => PeakLoop.Run()));
            for (var i = 0; i < works.Length; i++)
                times[i].Add(Seconds(() => works[i].Step()));
        }
        var peak = Median(peaks);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak of this core: {peak / 1e9:F1} GFLOP/s"));
        for (var i = 0; i < works.Length; i++)
        {
            var seconds = Median(times[i]);
            var rate = works[i].Flops / seconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Networks[i].Shape,-16} batch {Networks[i].Batch,4}: {seconds * 1e6,9:F2} µs " +
                $"(best {times[i].Min() * 1e6:F2}) {rate / 1e9,7:F1} GFLOP/s {rate / peak,6:P0}"));
            works[i].Dispose();
        }
    }

    /// <summary>Runs until what the runtime compiles again while it runs is compiled: it looks every tenth of a second.</summary>
    internal static void WarmUp(Func<double> run)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUpTime;)
            run();
    }

    /// <summary>Processor seconds of one run, from a round of many: the clock itself costs as much as a small kernel.</summary>
    internal static double Seconds(Func<double> run, double round = RoundSeconds)
    {
        for (var count = 1; ; count *= 2)
        {
            var start = ThreadClock.Seconds;
            for (var i = 0; i < count; i++)
                run();
            var elapsed = ThreadClock.Seconds - start;
            if (elapsed > round)
                return elapsed / count;
        }
    }

    internal static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
