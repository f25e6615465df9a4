using System.CommandLine;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo validate FILE</c>: every error at once, or what was understood; the data are read, too.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The experiment file" };
        return new Command("validate", "Check an experiment file and its data; says what was understood") { file }.WithAction(parsed =>
        {
            if (ReadingReport.Print(ExperimentFile.Read(parsed.GetRequiredValue(file), Overrides.None)) is not { } experiment)
                return ExitCode.Usage;
            var prepared = PreparedExperiment.Read(experiment);
            foreach (var warning in prepared.Dataset.Warnings)
                Console.Error.WriteLine($"warning: {TerminalText.Clean(warning.ToString())}");
            Console.Out.Write(ExperimentDescription.Write(prepared.Experiment));
            return ExitCode.Done;
        });
    }
}
