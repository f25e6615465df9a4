using System.CommandLine;
using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo schema</c>: the JSON Schema of experiment files, for editors; or the page on the trainer's parameters, for people.
/// </summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var trainer = new Option<bool>("--trainer") { Description = "The trainer's parameters and metrics as a Markdown page instead" };
        return new Command("schema", "JSON Schema of experiment files, for editors: hpo schema > experiment.schema.json")
        {
            trainer,
        }.WithAction(parsed =>
        {
            Console.Out.Write(parsed.GetValue(trainer) ? TrainerPage.Write() : ExperimentSchema.Write());
            return ExitCode.Done;
        });
    }
}
