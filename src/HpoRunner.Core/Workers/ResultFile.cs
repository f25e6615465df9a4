using System.Globalization;
using System.Text.Json;
using HpoRunner.Evaluation;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>
/// The part of a result that is too big for a line: written to the run folder by the worker, read and deleted by the coordinator.
/// </summary>
internal static class ResultFile
{
    /// <summary>Room for ten million test rows; what is longer is none of ours.</summary>
    private const long LongestFile = 1L << 30;

    /// <summary>Writes the final fit to a new file and returns its path.</summary>
    public static string Write(string runFolder, EvaluationKey key, int attempt, FinalFit fit)
    {
        var path = Path.Combine(Path.GetFullPath(runFolder), $".result-{key}-{attempt}{Ending(Environment.ProcessId)}");
        var settings = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, settings);
        file.Write(ProtocolJson.WriteFinalFit(fit));
        return path;
    }

    /// <summary>
    /// The final fit, and the file is gone; or null with the reason. A path outside the run folder is neither read nor deleted.
    /// </summary>
    public static FinalFit? Take(string runFolder, string path, out string? error)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) != Path.GetFullPath(runFolder).TrimEnd(Path.DirectorySeparatorChar))
            {
                error = $"the result file {path} is not in the run folder";
                return null;
            }
            if (new FileInfo(path).Length > LongestFile)
            {
                error = $"the result file {path} has more than {LongestFile >> 20} MiB";
                return null;
            }
            var fit = ProtocolJson.ReadFinalFit(File.ReadAllBytes(path));
            error = Problem(fit) is { } problem ? $"the result file {path} cannot be read: {problem}" : null;
            if (error is not null)
                return null;
            File.Delete(path);
            return fit;
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or JsonException or ArgumentException or NotSupportedException)
        {
            error = $"the result file {path} cannot be read: {fault.Message}";
            return null;
        }
    }

    private static string? Problem(FinalFit fit)
    {
        if (fit.Rows is null || fit.Truth is null || fit.Predicted is null)
            return "rows, truth or predicted is missing";
        var rows = fit.Rows.Count;
        if (fit.Truth.Count != rows || fit.Predicted.Count != rows || (fit.LogLosses is { } losses && losses.Count != rows))
            return FormattableString.Invariant(
                $"{rows} rows, but {fit.Truth.Count} truths, {fit.Predicted.Count} predictions and {fit.LogLosses?.Count ?? 0} log losses");
        return fit.Rows.Any(row => row < 0) ? "a row has a number below 0" : null;
    }

    /// <summary>Deletes what a worker that died had written and not told.</summary>
    public static void RemoveLeftovers(string runFolder, int pid)
    {
        try
        {
            foreach (var path in Directory.GetFiles(runFolder, $".result-*{Ending(pid)}"))
                File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A leftover costs a few bytes; a run must not end for them.
        }
    }

    private static string Ending(int pid) => string.Create(CultureInfo.InvariantCulture, $"-{pid}.json");
}
