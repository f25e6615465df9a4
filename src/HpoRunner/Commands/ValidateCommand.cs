using System.CommandLine;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Commands;

/// <summary><c>hpo validate FILE</c>: every error at once, or what was understood; the data are read, too.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The experiment file" };
        return new Command("validate", "Check an experiment file and its data; says what was understood") { file }.WithAction(parsed =>
        {
            if (ReadingReport.Prepare(ExperimentFile.Read(parsed.GetRequiredValue(file), Overrides.None)) is not { } prepared)
                return ExitCode.Usage;
            Console.Out.Write(ExperimentDescription.Write(prepared.Experiment, Contents(prepared)));
            return ExitCode.Done;
        });
    }

    private static DatasetContents? Contents(PreparedExperiment prepared) => prepared.Experiment.HasModel
        ? DatasetContents.Of(prepared.Dataset, prepared.Experiment.Dataset.Labels is not null, prepared.Splits.TestRows.Length) : null;
}
