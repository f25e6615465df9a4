namespace HpoRunner.Evaluation;

/// <summary>The experiment and its data do not fit together; each problem is a sentence that names its place in the file.</summary>
internal sealed class InvalidExperimentException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems => problems;
}
