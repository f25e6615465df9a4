namespace HpoRunner.Training.Datasets;

/// <summary>A data file cannot be used; every problem that was found, one a line in the message.</summary>
public sealed class DatasetException(IReadOnlyList<DatasetProblem> problems) : Exception(string.Join('\n', problems))
{
    public DatasetException(string place, string message)
        : this([new DatasetProblem(place, message)])
    {
    }

    public IReadOnlyList<DatasetProblem> Problems { get; } = problems;
}
