namespace HpoRunner.Training.Datasets;

/// <summary>
/// One thing that is wrong, or worth a warning, in a data file. Place is the file's name, with the line where there is one:
/// "data.csv:1042".
/// </summary>
public sealed record DatasetProblem(string Place, string Message)
{
    /// <summary>
    /// The key of the experiment file that asks for what is not there, such as data.target; null when the data are at fault by themselves.
    /// </summary>
    public string? Setting { get; init; }

    public override string ToString() => $"{Place}: {Message}";
}
