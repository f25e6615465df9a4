using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HpoRunner.Hosting;
using HpoRunner.Reports;
using HpoRunner.Reports.Pictures;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo doctor</c>: what this machine has, what is missing, and how to get it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var results = RunOptions.Results();
        var json = RunOptions.Json();
        return new Command("doctor", "What is missing on this machine, and how to get it") { results, json }.WithAction(parsed =>
        {
            var checks = Examine(RunOptions.ResultsFolder(parsed.GetValue(results))).ToList();
            if (parsed.GetValue(json))
                JsonOutput.Print(checks);
            else
                Print(checks);
            return checks.Any(check => check is { IsGood: false, IsNeeded: true }) ? ExitCode.ToolMissing : ExitCode.Done;
        });
    }

    private static void Print(IEnumerable<Check> checks)
    {
        var table = new TextTable(new(""), new("what"), new("found"));
        foreach (var check in checks)
            table.Add(check.IsGood ? "ok" : check.IsNeeded ? "MISSING" : "missing", check.What, check.Found);
        table.Write(Console.Out);
    }

    private static IEnumerable<Check> Examine(string results)
    {
        yield return new("version", RunHeader.Version, true, true);
        yield return new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}", true, true);
        var vectorBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        yield return new("cores", $"{Environment.ProcessorCount}, vectors of {vectorBits} bits", true, true);
        if (OpenFileLimit.Current is { } files)
        {
            var workers = Environment.ProcessorCount;
            yield return new(
                "open files", OpenFileLimit.Problem(workers) ?? FormattableString.Invariant($"{files} at once"),
                OpenFileLimit.Problem(workers) is null, true);
        }
        yield return Writable(results);
        var tools = new InstalledTools();
        var png = Librsvg.IsInstalled
            ? "librsvg"
            : PngConverter.Browsers.Prepend("rsvg-convert").Select(tools.Find).FirstOrDefault(found => found is not null);
        yield return new("PNG charts", png ?? PngConverter.HowToInstall, png is not null, false);
        yield return new("git", tools.Find("git") ?? "not found: reports will not name the commit", tools.Find("git") is not null, false);
    }

    private static Check Writable(string results)
    {
        try
        {
            Directory.CreateDirectory(results);
            var probe = Path.Combine(results, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new("results folder", results, true, true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(
                "results folder",
                $"{results} cannot be written: {exception.Message}; choose another with --results or {RunOptions.ResultsVariable}",
                false, true);
        }
    }

    private sealed record Check(string What, string Found, bool IsGood, bool IsNeeded);
}
