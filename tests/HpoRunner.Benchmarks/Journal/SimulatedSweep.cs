using System.Diagnostics;
using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;
using HpoRunner.Workers;

namespace HpoRunner.Journal;

/// <summary>
/// A long search without processes: the real coordinator and the real journal on disk, and two workers that answer at once.
/// <c>dotnet run -c Release --project tests/HpoRunner.Benchmarks -- simulate [trials [full|os [folder]]]</c> prints, at each tenth, time per evaluation and the
/// managed heap after a collection; then how long a resume takes until it may start its first evaluation.
/// </summary>
internal static class SimulatedSweep
{
    private const int Folds = 5;
    private const int Parts = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var trials = args.Length > 0 ? int.Parse(args[0], NumberStyles.None, CultureInfo.InvariantCulture) : 100_000;
        var durability = args is [_, "full", ..] ? Durability.Full : Durability.Os;
        var results = Directory
            .CreateDirectory(Path.Combine(args.Length > 2 ? args[2] : Path.GetTempPath(), $"hpo-simulate-{Environment.ProcessId}"))
            .FullName;
        try
        {
            var folder = RunFolder.ForNewRun(results, "simulated", TimeProvider.System, () => 0);
            Console.WriteLine($"{trials} trials × {Folds} folds, durability {durability}");
            await SearchAsync(folder, Header(folder, trials, durability), trials);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"journal {new FileInfo(folder.Journal).Length / 1e6:F0} MB"));
            await ResumeAsync(folder);
            await ResumeAsync(folder);
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
        return 0;
    }

    private static async Task SearchAsync(RunFolder folder, RunStarted header, int trials)
    {
        await using var journal = JournalFile.Create(folder, header, TimeProvider.System);
        var coordinator = new Coordinator(LiveState.Of(folder.Journal), 2);
        foreach (var worker in (int[])[1, 2])
            coordinator.Receive(new WorkerReady(worker, worker, "simulated", ""));
        var (clock, part, before) = (Stopwatch.StartNew(), 0, 0);
        var processor = Environment.CpuUsage.TotalTime;
        var now = TimeSpan.Zero;
        while (coordinator.State.Tally.DoneEvaluations < (trials + 1L) * Folds)
        {
            coordinator.SetTime(DateTimeOffset.UnixEpoch + now, now += TimeSpan.FromMilliseconds(10));
            await JournalAsync(journal, coordinator, coordinator.Decide());
            var answers = coordinator.TakeOrders().OfType<DispatchOrder>().SelectMany(order => Answer(coordinator, order)).ToList();
            await JournalAsync(journal, coordinator, answers);
            var done = coordinator.State.Tally.DoneEvaluations;
            if (done < (long)(part + 1) * (trials + 1) * Folds / Parts)
                continue;
            part++;
            var busy = Environment.CpuUsage.TotalTime;
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"tenth {part,2}: {clock.Elapsed.TotalMicroseconds / (done - before):F0} µs an evaluation, {(busy - processor).TotalMicroseconds / (done - before):F0} µs of processor time; heap {heap / 1048576.0:F1} MiB, {(double)heap / coordinator.State.TrialCount:F0} bytes a trial"));
            (before, processor) = (done, Environment.CpuUsage.TotalTime);
            clock.Restart();
        }
    }

    /// <summary>As a resume does, up to the records that start the first evaluations.</summary>
    private static async Task ResumeAsync(RunFolder folder)
    {
        var (clock, busy) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        LiveState? state = null;
        await using var journal = JournalFile.OpenForAppend(
            folder, TimeProvider.System,
            entry => (state ??= new LiveState((RunStarted)entry.Event)).Apply(entry));
        var budget = state!.Settings.Budget with { Trials = state.Settings.Budget.Trials + 1 };
        state.Apply(await journal.Writer.Append(new RunResumed("", 1, "", budget, null, null)));
        var coordinator = new Coordinator(state, 2);
        coordinator.Receive(new WorkerReady(1, 1, "simulated", ""));
        await JournalAsync(journal, coordinator, coordinator.Decide());
        var first = coordinator.TakeOrders().OfType<DispatchOrder>().First();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"resume: evaluation {first.Request.Key} starts after {clock.Elapsed.TotalSeconds:F2} s, {(Environment.CpuUsage.TotalTime - busy).TotalSeconds:F2} s of processor time; peak of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static IReadOnlyList<JournalEvent> Answer(Coordinator coordinator, DispatchOrder order)
    {
        var (key, attempt) = (order.Request.Key, order.Request.Attempt);
        coordinator.Receive(new EvaluationBegun(order.Worker, key, attempt));
        var score = 0.5 + (0.001 * ((key.Trial * 7919) % 400)) + (0.01 * key.Fold);
        var metrics = new Dictionary<string, double> { ["accuracy"] = score, ["log_loss"] = 1 - score };
        return coordinator.Receive(
            new EvaluationFinished(order.Worker, key, attempt, new EvaluationResult(EvaluationState.Completed, metrics, 30, 0.01)));
    }

    private static async Task JournalAsync(OpenJournal journal, Coordinator coordinator, IReadOnlyList<JournalEvent> events)
    {
        foreach (var entry in events.Select(journal.Writer.Append).ToList())
            coordinator.Apply(await entry);
    }

    private static RunStarted Header(RunFolder folder, int trials, Durability durability) => new(
        1,
        folder.Id,
        new Experiment
        {
            Name = "simulated",
            Dataset = new DatasetSettings { File = "/none.csv", Targets = ["y"], Kind = TargetKind.Classification },
            Validation = new ValidationSettings(Folds: Folds, Stratify: true),
            Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
            Parameters =
            [
                new Parameter("learning_rate", new RangeDomain(1e-4, 1e-1, false, true, null, null), 0.001, []),
                new Parameter("batch_size", new ChoiceDomain([16, 32, 64, 128], null), 32, []),
                new Parameter("beta1", new RangeDomain(0.8, 0.99, false, false, null, null), 0.9, []),
                new Parameter("l2", new RangeDomain(1e-6, 1e-2, false, true, null, null), 0, []),
                new Parameter("init", new ChoiceDomain(["glorot_uniform", "he_normal", "orthogonal"], null), "he_normal", []),
                new Parameter("epochs", new FixedDomain(30), 30, []),
            ],
            Budget = new BudgetSettings(Trials: trials),
            Durability = durability,
        },
        "", "", "", "", "/", "", null, new DatasetFacts(100, 0, 10, ["a", "b"], "y", []), new Provenance("", "", "", 2, null, null, null));
}
