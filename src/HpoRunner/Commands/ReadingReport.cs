using HpoRunner.Experiments;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>Errors and warnings of an experiment file, as every command that reads one prints them.</summary>
internal static class ReadingReport
{
    /// <summary>The experiment, or null after its errors were printed.</summary>
    public static Experiment? Print(ExperimentReading reading)
    {
        foreach (var line in reading.WarningLines)
            Console.Error.WriteLine($"warning: {TerminalText.Clean(line)}");
        foreach (var line in reading.ErrorLines)
            Console.Error.WriteLine(TerminalText.Clean(line));
        if (reading.Errors.Count > 0)
            Console.Error.WriteLine($"{Figures.Count(reading.Errors.Count(error => !error.IsRemark), "error")}, nothing was run. (exit {ExitCode.Usage})");
        return reading.Experiment;
    }
}
