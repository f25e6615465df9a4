using System.CommandLine;
using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo logs RUN TRIAL</c>: every attempt of a trial, with what its worker wrote meanwhile.</summary>
internal static class LogsCommand
{
    // The worker's line and the journal's record of the same moment are written by two threads.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var run = RunOptions.NeededRun();
        var trial = RunOptions.Trial();
        var results = RunOptions.Results();
        var command = new Command("logs", "Every attempt of a trial, with what its worker wrote meanwhile") { run, trial, results };
        return command.WithAction(parsed =>
        {
            var folder = RunOptions.Resolve(parsed.GetRequiredValue(run), parsed.GetValue(results));
            return Print(folder, parsed.GetRequiredValue(trial));
        });
    }

    private static int Print(RunFolder folder, int trial)
    {
        var started = new Dictionary<(EvaluationKey, int), DateTimeOffset>();
        var (count, trials) = (0, 0);
        foreach (var entry in JournalReader.ReadAll(folder.Journal))
        {
            switch (entry.Event)
            {
                case TrialProposed:
                    trials++;
                    break;
                case EvaluationStarted begun when begun.Evaluation.Trial == trial:
                    started[(begun.Evaluation, begun.Attempt)] = entry.At;
                    break;
                case EvaluationEnded ended when ended.Evaluation.Trial == trial:
                    count++;
                    PrintAttempt(folder, ended, started.GetValueOrDefault((ended.Evaluation, ended.Attempt), entry.At), entry.At);
                    break;
            }
        }
        if (count > 0)
            return ExitCode.Done;
        Console.Error.WriteLine(trial >= 0 && trial < trials
            ? $"hpo: no attempt of trial {trial} of {folder.Id} has ended yet; 'hpo show {RunName.Of(folder)} {trial}' says how far it is"
            : $"hpo: there is no trial {trial}; {folder.Id} has trials 0 to {trials - 1}");
        return ExitCode.Usage;
    }

    private static void PrintAttempt(RunFolder folder, EvaluationEnded ended, DateTimeOffset from, DateTimeOffset to)
    {
        var result = ended.Result;
        var seconds = result.Seconds.ToString("F2", CultureInfo.InvariantCulture);
        Console.Out.WriteLine(
            $"{to.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {ended.Evaluation} attempt {ended.Attempt} on worker {ended.Worker}: "
            + $"{Words.Of(result.State)} after {seconds} s, {result.Epochs} epochs{(ended.Retry ? "; it was tried again" : "")}");
        if (result.Message is { } message)
            Console.Out.WriteLine("    " + TerminalText.CleanLines(message));
        foreach (var line in WorkerLines(folder, ended.Worker, from - Slack, to + Slack))
            Console.Out.WriteLine("    | " + TerminalText.Clean(line));
    }

    /// <summary>Lines of a worker's log between two instants; those without a time of their own belong to the line before.</summary>
    private static IEnumerable<string> WorkerLines(RunFolder folder, int worker, DateTimeOffset from, DateTimeOffset to)
    {
        if (!Directory.Exists(folder.Logs))
            yield break;
        // Rolled files are called worker-1_001.log.
        var name = string.Create(CultureInfo.InvariantCulture, $"worker-{worker}");
        foreach (var path in Directory
                .EnumerateFiles(folder.Logs, name + "*.log")
                .Where(path => Path.GetFileName(path)[name.Length] is '.' or '_')
                .Order(StringComparer.Ordinal))
        {
            var isInside = false;
            foreach (var line in ReadShared(path))
            {
                if (DateTimeOffset.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
                    isInside = at >= from && at <= to;
                if (isInside)
                    yield return line;
            }
        }
    }

    private static IEnumerable<string> ReadShared(string path)
    {
        // The run may be writing to it.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
