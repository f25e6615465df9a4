using System.CommandLine;
using HpoRunner.Experiments;

namespace HpoRunner.Commands;

/// <summary><c>hpo schema</c>: the JSON Schema of experiment files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create() =>
        new Command("schema", "JSON Schema of experiment files, for editors: hpo schema > experiment.schema.json").WithAction(_ =>
        {
            Console.Out.Write(ExperimentSchema.Write());
            return ExitCode.Done;
        });
}
