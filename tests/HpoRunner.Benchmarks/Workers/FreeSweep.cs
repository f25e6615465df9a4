using System.Diagnostics;
using System.Globalization;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;
using HpoRunner.Workers;

namespace HpoRunner.Benchmarks.Workers;

/// <summary>
/// What the coordinator costs: a whole sweep through searcher, journal on disk, pool and two worker processes, with evaluations that
/// compute nothing. <c>dotnet run -c Release -- sweep [trials [full|os]]</c> prints, for each quarter of the sweep, wall and
/// processor time per evaluation and the managed heap after a collection: none of them should grow.
/// </summary>
internal sealed class FreeSweep : IRunObserver
{
    private const int Folds = 2;
    private const int Quarters = 4;

    private readonly int _trials;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _processor = Process.GetCurrentProcess().TotalProcessorTime;
    private int _doneBefore;
    private int _quarter;

    private FreeSweep(int trials) => _trials = trials;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var trials = arguments is [var count, ..] ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture) : 2000;
        var durability = arguments is [_, "os"] ? Durability.Os : Durability.Full;
        var results = Directory.CreateTempSubdirectory("hpo-sweep-").FullName;
        try
        {
            var folder = RunFolder.ForNewRun(results, "free", TimeProvider.System, () => Environment.ProcessId);
            await using var journal = JournalFile.Create(folder, Header(folder, trials, durability), TimeProvider.System);
            var state = LiveState.Of(folder.Journal);
            var pool = new WorkerPool(
                WorkerCommand.ThisProgram("worker"), new WorkerPoolSettings { RunFolder = folder.Path }, TimeProvider.System,
                (_, line) => Console.Error.WriteLine(line));
            await using var runner = new ExperimentRunner(
                new RunAssignment(journal, state, 2, new FreeSweep(trials), TimeProvider.System), pool);
            Console.WriteLine($"{trials} trials × {Folds} folds, durability {durability}");
            await runner.RunAsync(CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"journal {new FileInfo(folder.Journal).Length / 1024} KiB"));
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
        return 0;
    }

    public void Changed(RunProgress progress)
    {
        var evaluations = progress.DoneEvaluations;
        if (evaluations < (long)(_quarter + 1) * (_trials + 1) * Folds / Quarters)
            return;
        var count = evaluations - _doneBefore;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var heap = GC.GetTotalMemory(forceFullCollection: true) / 1024.0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"quarter {_quarter + 1}: {_clock.Elapsed.TotalMicroseconds / count:F0} µs each, {(processor - _processor).TotalMicroseconds / count:F0} µs of the coordinator's processor time, heap {heap:F0} KiB"));
        (_doneBefore, _processor) = (evaluations, Process.GetCurrentProcess().TotalProcessorTime);
        _quarter++;
        _clock.Restart();
    }

    private static RunStarted Header(RunFolder folder, int trials, Durability durability) => new(
        1,
        folder.Id,
        new Experiment
        {
            Name = "free",
            Dataset = new DatasetSettings { File = "/none.csv", Targets = ["y"], Kind = TargetKind.Classification },
            TestShare = null,
            Validation = new ValidationSettings(Folds: Folds, Stratify: true),
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
            Parameters =
            [
                new Parameter("learning_rate", new RangeDomain(1e-4, 1e-1, false, true, null, null), 0.001, []),
                new Parameter("batch_size", new ChoiceDomain([16, 32, 64, 128], null), 32, []),
                new Parameter("l2", new RangeDomain(1e-6, 1e-2, false, true, null, null), 0, []),
            ],
            Budget = new BudgetSettings(Trials: trials),
            Durability = durability,
        },
        "", "", "", "", "/", "", null, new DatasetFacts(100, 0, 10, ["a", "b"], "y", []), new Provenance("", "", "", 2, null, null, null));
}
