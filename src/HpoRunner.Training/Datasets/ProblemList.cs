using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>Collects the problems of one file, keeps the first twenty and counts the rest.</summary>
internal sealed class ProblemList(string fileName)
{
    private const int Limit = 20;

    // A column's name may be a megabyte; nobody reads that, and a terminal should not have to show it.
    private const int LongestMessage = 1000;

    private readonly List<DatasetProblem> _problems = [];
    private long _further;

    public bool Any => _problems.Count > 0;

    public void Add(string message) => Add(new DatasetProblem(fileName, message));

    public void Add(long line, string message) => Add(new DatasetProblem(Place(line), message));

    /// <param name="setting">The key of the experiment file that is at fault.</param>
    public void Add(long line, string setting, string message) => Add(new DatasetProblem(Place(line), message) { Setting = setting });

    public string Place(long line) => Invariant($"{fileName}:{line}");

    public void ThrowIfAny()
    {
        if (Any)
            throw ToException();
    }

    public DatasetException ToException()
    {
        if (_further == 0)
            return new DatasetException(_problems);
        var rest = Invariant($"and {_further} more problem{(_further == 1 ? "" : "s")} of this file");
        return new DatasetException([.. _problems, new DatasetProblem(fileName, rest)]);
    }

    private void Add(DatasetProblem problem)
    {
        if (_problems.Count < Limit)
            _problems.Add(
                problem.Message.Length <= LongestMessage ? problem : problem with { Message = problem.Message[..LongestMessage] + "…" });
        else
            _further++;
    }
}
