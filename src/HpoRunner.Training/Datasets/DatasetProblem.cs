namespace HpoRunner.Training.Datasets;

/// <summary>
/// One thing that is wrong, or worth a warning, in a data file. Place is the file's name, with the line where there is one:
/// "data.csv:1042".
/// </summary>
public sealed record DatasetProblem(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}
