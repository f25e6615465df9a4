using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Commands;

/// <summary>
/// Errors and warnings of an experiment file and of what it asks of its data, as every command that reads one prints them.
/// </summary>
internal static class ReadingReport
{
    /// <summary>The experiment, or null after its errors were printed.</summary>
    public static Experiment? Print(ExperimentReading reading)
    {
        foreach (var line in reading.WarningLines)
            Console.Error.WriteLine($"warning: {TerminalText.Clean(line)}");
        if (reading.Errors.Count > 0)
            PrintErrors(reading.Errors, reading.File);
        return reading.Experiment;
    }

    /// <summary>
    /// The experiment with its data, warnings about them printed; null after errors were. What the data alone have wrong is an exception,
    /// in which problems that a key of the file causes name its place.
    /// </summary>
    public static PreparedExperiment? Prepare(ExperimentReading reading)
    {
        if (Print(reading) is not { } experiment)
            return null;
        try
        {
            var prepared = PreparedExperiment.Read(experiment);
            foreach (var warning in prepared.Dataset.Warnings)
                Console.Error.WriteLine($"warning: {TerminalText.Clean(warning.ToString())}");
            return prepared;
        }
        catch (InvalidExperimentException invalid)
        {
            PrintErrors(
                [.. invalid.Problems.Select(reading.Locate).OrderBy(error => error.Line).ThenBy(error => error.Column)],
                reading.File);
            return null;
        }
        catch (DatasetException bad) when (bad.Problems.Any(problem => problem.Setting is not null))
        {
            throw new DatasetException([.. bad.Problems.Select(problem => Placed(problem, reading))]);
        }
    }

    private static DatasetProblem Placed(DatasetProblem problem, ExperimentReading reading) => problem.Setting is { } setting
        ? new DatasetProblem(reading.Locate(ExperimentError.About(setting, problem.Place)).ToText(reading.File), problem.Message)
        : problem;

    private static void PrintErrors(IReadOnlyList<ExperimentError> errors, string file)
    {
        foreach (var error in errors)
            Console.Error.WriteLine(TerminalText.Clean(error.ToText(file)));
        Console.Error.WriteLine(
            $"{Figures.Count(errors.Count(error => !error.IsRemark), "error")}, nothing was run. (exit {ExitCode.Usage})");
    }
}
