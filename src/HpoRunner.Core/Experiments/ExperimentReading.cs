using HpoRunner.Experiments.Yaml;

namespace HpoRunner.Experiments;

/// <summary>What came of reading an experiment file.</summary>
/// <param name="File">The file's name as it was given, for messages.</param>
/// <param name="Experiment">Null when there are errors.</param>
/// <param name="Errors">All of them, by line and column; those of command-line options last.</param>
/// <param name="Warnings">What is allowed but looks like a mistake.</param>
/// <param name="Text">The file as it was read, overrides not included; empty when it could not be read.</param>
/// <param name="Root">Its nodes with the overrides in place; null when it is no mapping.</param>
internal sealed record ExperimentReading(
    string File, Experiment? Experiment, IReadOnlyList<ExperimentError> Errors, IReadOnlyList<ExperimentError> Warnings,
    string Text, YamlMapping? Root = null)
{
    /// <summary>A line for each error.</summary>
    public IEnumerable<string> ErrorLines => Errors.Select(error => error.ToText(File));

    public IEnumerable<string> WarningLines => Warnings.Select(warning => warning.ToText(File));

    /// <summary>
    /// The problem at its value's place, or at the innermost key above it that the file has; as it is when the file has none of them.
    /// </summary>
    public ExperimentError Locate(ExperimentError problem) => Root is not null && NodePath.Find(Root, problem.Path) is { } place
        ? problem with { Line = place.Line, Column = place.Column, Option = place.Option }
        : problem;
}
