using System.Diagnostics;
using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Workers;

namespace HpoRunner.Benchmarks.Workers;

/// <summary>
/// What an evaluation costs beside its training: evaluations that compute nothing go through the pool to worker processes and back.
/// <c>dotnet run -c Release -- workers [evaluations [workers [in flight]]]</c> prints microseconds of wall time and of the
/// coordinator's processor time per evaluation.
/// </summary>
internal sealed class EmptyEvaluations : IEvaluator
{
    private const int Rounds = 5;

    public string DataHash => "empty";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var numbers = arguments.Select(text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        var count = numbers is [var first, ..] ? first : 50_000;
        var workers = numbers is [_, var second, ..] ? second : 2;
        var inFlight = numbers is [_, _, var third, ..] ? third : WorkerPool.InFlightPerWorker;
        var settings = new WorkerPoolSettings { RunFolder = Path.GetTempPath() };
        await using var pool = new WorkerPool(
            WorkerCommand.ThisProgram("worker"), settings, TimeProvider.System,
            (worker, line) => Console.Error.WriteLine($"{worker}: {line}"));
        var clock = Stopwatch.StartNew();
        pool.SetCount(workers);
        var ready = new List<int>();
        while (ready.Count < workers)
            ready.Add(((WorkerReady)await pool.Events.ReadAsync()).Worker);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{workers} workers ready after {clock.Elapsed.TotalMilliseconds:F0} ms"));
        for (var round = 0; round < Rounds; round++)
        {
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            clock.Restart();
            await ComputeAsync(pool, ready, inFlight, count);
            var wall = clock.Elapsed.TotalMicroseconds / count;
            var used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / count;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} evaluations, {inFlight} in flight: {wall:F1} µs each, {used:F1} µs of the coordinator's processor time"));
        }
        return 0;
    }

    /// <summary>The worker that the benchmark starts: the same program.</summary>
    public static async Task<int> WorkAsync()
    {
        OwnSession.Enter();
        using var signals = new WorkerSignals();
        var settings = new WorkerSessionSettings { EndWithin = OwnSession.EndWithin, Log = Console.Error.WriteLine };
        await WorkerSession.RunAsync(
            Console.OpenStandardInput(), Console.OpenStandardOutput(),
            _ => new EmptyEvaluations(),
            TimeProvider.System, settings, signals.Terminated);
        return 0;
    }

    public EvaluationResult Evaluate(
        EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation) =>
        new(EvaluationState.Completed, new Dictionary<string, double> { ["accuracy"] = 0.97, ["log_loss"] = 0.1 }, 1, 0.000001);

    private static async Task ComputeAsync(WorkerPool pool, List<int> workers, int inFlight, int count)
    {
        var sent = 0;
        foreach (var worker in workers)
        {
            for (var i = 0; i < inFlight; i++)
                pool.Dispatch(worker, Request(sent++));
        }
        for (var finished = 0; finished < count;)
        {
            if (await pool.Events.ReadAsync() is not EvaluationFinished end)
                continue;
            finished++;
            if (sent < count)
                pool.Dispatch(end.Worker, Request(sent++));
        }
    }

    private static EvaluationRequest Request(int trial) => new(
        new EvaluationKey(trial, 0, 0),
        1,
        trial,
        new Configuration([new("hidden", "64-64"), new("learning_rate", 0.00123456789), new("batch_size", 32), new("beta1", 0.9), new("init", "he_normal")]),
        TimeSpan.FromMinutes(10));
}
