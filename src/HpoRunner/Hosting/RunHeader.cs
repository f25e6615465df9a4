using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner.Hosting;

/// <summary>Gathers what the first record of a journal keeps.</summary>
internal static class RunHeader
{
    private const int Format = 1;

    /// <summary>Of this program, with the commit it was built from where that is known.</summary>
    public static string Version { get; } =
        typeof(RunHeader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <param name="text">Of the experiment file.</param>
    public static RunStarted Create(string run, PreparedExperiment prepared, string text, string file, TimeProvider time)
    {
        var source = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(source)!;
        var experiment = prepared.Experiment;
        var dataset = prepared.Dataset;
        return new RunStarted(
            Format,
            run,
            experiment,
            Hash(experiment),
            dataset.Hash,
            prepared.Splits.Hash,
            Version,
            folder,
            text,
            experiment.Budget.Until is { } until ? ClockTime.Next(until, time.GetUtcNow(), time.LocalTimeZone) : null,
            new DatasetFacts(
                dataset.RowCount, prepared.Splits.TestRows.Length, dataset.FeatureColumns.Count, dataset.ClassNames,
                string.Join(", ", dataset.TargetNames), [.. dataset.Warnings.Select(warning => warning.ToString())]),
            Origin(folder),
            source);
    }

    /// <summary>SHA-256 of the experiment as the journal writes it; budget and workers, which a resume may change, are left out.</summary>
    public static string Hash(Experiment experiment)
    {
        var fixedPart = experiment with { Budget = new BudgetSettings(), Workers = new WorkerSettings() };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fixedPart, JournalJson.Options)));
    }

    private static Provenance Origin(string folder)
    {
        var commit = Git(folder, "rev-parse", "HEAD");
        return new Provenance(
            Environment.MachineName, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Environment.ProcessorCount,
            commit, commit is null ? null : Git(folder, "rev-parse", "--show-toplevel"),
            commit is null ? null : Git(folder, "status", "--porcelain") is not "");
    }

    /// <summary>What git prints; null where there is no git, or no repository.</summary>
    private static string? Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
