using System.CommandLine;
using System.Diagnostics;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Hosting;
using HpoRunner.Journal;
using HpoRunner.Planning;
using HpoRunner.Reports.Charts;
using HpoRunner.Storage;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo plan FILE</c>: what a run would take, by timing a few of its evaluations; starts no run and writes nothing.</summary>
internal static class PlanCommand
{
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The experiment file" };
        var overrides = new OverrideOptions();
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        var command = new Command(
            "plan", "How many evaluations, until when, how much memory and disk: by timing a few for some ten seconds")
        {
            file, results, json,
        };
        overrides.AddTo(command);
        return command.WithAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetRequiredValue(file), overrides.Read(parsed), RunOptions.ResultsFolder(parsed.GetValue(results)),
            parsed.GetValue(json), cancellation)));
    }

    private static int Run(string file, Overrides overrides, string results, bool json, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var reading = ExperimentFile.Read(file, overrides);
        if (ReadingReport.Prepare(reading) is not { } prepared)
            return ExitCode.Usage;
        var planned = new LiveState(RunHeader.Create("plan", prepared, reading.Text, file, time));
        long? model = null;
        IEvaluator evaluator = prepared.Experiment.HasModel
            ? new BuiltinEvaluator(
                prepared.Experiment, (_, _, network, _) => model = Math.Max(model ?? 0, DiskNeed.OfModel(network.ParameterCount)))
            : new SurfaceEvaluator(prepared.Experiment);
        var probes = new Probes(prepared.Experiment, evaluator, time).Take(ProbeTime, cancellation);
        // A worker holds what this process holds by now: the program, the data and a network.
        using var process = Process.GetCurrentProcess();
        var machine = new Machine(
            RunSession.WorkerCount(planned), Environment.ProcessorCount, process.PeakWorkingSet64, DiskReading.FreeAt(results));
        var plan = RunPlan.Of(planned, probes, machine, time.GetUtcNow(), model);
        if (json)
            JsonOutput.Print(Facts(plan));
        else
            Print(planned, plan, time);
        var (problem, warning) = DiskNeed.Check(
            planned, plan.Machine.DiskFree, DiskNeed.OfKept(planned.Experiment, plan.Machine.Workers, plan.ModelBytes));
        if ((problem ?? warning) is { } said)
            Console.Error.WriteLine($"warning: {said}");
        return ExitCode.Done;
    }

    private static void Print(LiveState planned, RunPlan plan, TimeProvider time)
    {
        Row("trials", Counts(planned, plan));
        Row("probes", Timed(plan));
        Row("workers",
            $"{plan.Machine.Workers}, about {ByteSize.Round(plan.Machine.MemoryPerWorker)} of memory each, "
            + $"{ByteSize.Round(plan.Machine.Workers * plan.Machine.MemoryPerWorker)} in all; "
            + $"{ByteSize.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} are there");
        Row("time", Duration(plan, time));
        if (Limits(planned, plan, time) is { } limits)
            Row("budget", limits);
        var need = plan.Disk is { } bytes ? $"up to {ByteSize.Round(bytes)}" : "depends on the number of evaluations";
        var isUnweighed = planned.Experiment.KeepModels > 0 && plan.ModelBytes is null;
        var unweighed = isUnweighed ? " and the kept models, of which none could be weighed" : "";
        Row("disk", $"{need}{unweighed}; {ByteSize.Round(plan.Machine.DiskFree)} are free");
    }

    private static string Counts(LiveState planned, RunPlan plan)
    {
        var search = Reports.Words.Of(planned.Experiment.Search);
        var refits = plan.FinalFits == 0 ? "no final fit" : $"then {Figures.Count(plan.FinalFits, "final fit")}";
        return plan is { Trials: { } trials, Evaluations: { } evaluations }
            ? $"{Figures.Whole(trials)} ({search}, the baseline included) × {Figures.Count(plan.ScoresPerTrial, "score")} = "
                + $"{Figures.Whole(evaluations)} evaluations, {refits}"
            : $"as many as the time allows ({search}), {Figures.Count(plan.ScoresPerTrial, "score")} each, {refits}";
    }

    private static string Timed(RunPlan plan)
    {
        if (plan.SecondsPerEvaluation is not { } each)
            return "nothing could be timed: no configuration keeps the constraints";
        var partly = plan.Probes.Count(probe => probe.Epochs < probe.PlannedEpochs) is > 0 and var some
            ? $" ({some} by their first epochs)"
            : "";
        return
            $"{Figures.Count(plan.Probes.Count, "evaluation")} timed{partly}: "
            + $"{Seconds(plan.Probes.Min(probe => probe.Seconds))} to {Seconds(plan.Probes.Max(probe => probe.Seconds))}, "
            + $"{Seconds(each)} on average";
    }

    private static string Duration(RunPlan plan, TimeProvider time) => plan is { Seconds: { } seconds, End: { } end }
        ? $"about {Figures.Duration(seconds)} at this machine's present speed: started now, done by {TerminalText.ClockAndDay(end, time)}"
        : "cannot be told";

    private static string? Limits(LiveState planned, RunPlan plan, TimeProvider time)
    {
        var limit =
            planned.Settings.Until is { } until ? $"until {TerminalText.ClockAndDay(until, time)}"
            : planned.Settings.Budget.Time is { } running ? $"{Experiments.Duration.Format(running)} of running time"
            : null;
        if (limit is null || plan.TrialsInTime is not { } fitting)
            return limit;
        return plan.Trials is null ? $"{limit}: about {Figures.Whole(fitting)} trials fit"
            : plan.IsCutShort ? $"{limit}: about {Figures.Whole(fitting)} of the {Figures.Whole(plan.Trials.Value)} trials fit"
            : $"{limit}: all trials fit, with room for about {Figures.Whole(fitting)}";
    }

    private static string Seconds(double seconds) => seconds < 0.95 ? $"{Figures.Short(seconds * 1000, 2)} ms" : Figures.Duration(seconds);

    private static void Row(string label, string text) => Console.Out.WriteLine($"{label,-9}{TerminalText.Clean(text)}");

    private static object Facts(RunPlan plan) => new
    {
        plan.Trials,
        plan.ScoresPerTrial,
        plan.Evaluations,
        plan.FinalFits,
        plan.Machine.Workers,
        probes = plan.Probes.Select(probe => new
        {
            evaluation = probe.Evaluation.ToString(), probe.Seconds, probe.Epochs, probe.PlannedEpochs,
        }),
        plan.SecondsPerEvaluation,
        plan.Seconds,
        plan.End,
        plan.TrialsInTime,
        plan.IsCutShort,
        memoryPerWorkerBytes = plan.Machine.MemoryPerWorker,
        diskBytes = plan.Disk,
        plan.ModelBytes,
        diskFreeBytes = plan.Machine.DiskFree,
    };
}
