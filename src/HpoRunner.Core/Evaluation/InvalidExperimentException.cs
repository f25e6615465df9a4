using HpoRunner.Experiments;

namespace HpoRunner.Evaluation;

/// <summary>The experiment and its data do not fit together; each problem names the key that it is about.</summary>
internal sealed class InvalidExperimentException(IReadOnlyList<ExperimentError> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Path}: {problem.Message}")))
{
    public IReadOnlyList<ExperimentError> Problems => problems;
}
