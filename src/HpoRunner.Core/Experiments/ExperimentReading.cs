namespace HpoRunner.Experiments;

/// <summary>What came of reading an experiment file.</summary>
/// <param name="File">The file's name as it was given, for messages.</param>
/// <param name="Experiment">Null when there are errors.</param>
/// <param name="Errors">All of them, by line and column; those of command-line options last.</param>
/// <param name="Warnings">What is allowed but looks like a mistake.</param>
/// <param name="Text">The file as it was read, overrides not included; empty when it could not be read.</param>
internal sealed record ExperimentReading(
    string File, Experiment? Experiment, IReadOnlyList<ExperimentError> Errors, IReadOnlyList<ExperimentError> Warnings, string Text)
{
    /// <summary>A line for each error.</summary>
    public IEnumerable<string> ErrorLines => Errors.Select(error => error.ToText(File));

    public IEnumerable<string> WarningLines => Warnings.Select(warning => warning.ToText(File));
}
