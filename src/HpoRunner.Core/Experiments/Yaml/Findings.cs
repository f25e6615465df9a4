namespace HpoRunner.Experiments.Yaml;

/// <summary>Collects what is wrong with an experiment file, so that all of it can be told together.</summary>
internal sealed class Findings
{
    /// <summary>A broken file may hold thousands of errors; nobody reads more than these.</summary>
    private const int MostReported = 100;

    // Values are shown as they stand, and one of them may be a megabyte.
    private const int LongestMessage = 1000;

    private readonly List<ExperimentError> _errors = [];
    private readonly List<ExperimentError> _warnings = [];

    public bool HasErrors => _errors.Count > 0;

    public int ErrorCount => _errors.Count;

    public IReadOnlyList<ExperimentError> Errors => Sorted(_errors);

    public IReadOnlyList<ExperimentError> Warnings => Sorted(_warnings);

    /// <summary>Nothing more is reported, so nothing more need be looked at: what keeps files of a million mistakes quick.</summary>
    public bool IsFull => _errors.Count > MostReported;

    public void Error(Place place, string path, string message)
    {
        if (_errors.Count < MostReported)
            _errors.Add(new(place.Line, place.Column, path, Shown(message)) { Option = place.Option });
        else if (_errors.Count == MostReported)
            _errors.Add(new(int.MaxValue, 1, "", "more errors follow; these come first") { IsRemark = true });
    }

    public void Warn(Place place, string path, string message)
    {
        if (_warnings.Count < MostReported)
            _warnings.Add(new(place.Line, place.Column, path, Shown(message)) { Option = place.Option });
    }

    private static string Shown(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";

    private static IReadOnlyList<ExperimentError> Sorted(List<ExperimentError> found) =>
        [
            .. found.OrderBy(error => error.IsRemark).ThenBy(error => error.Option is not null)
                .ThenBy(error => error.Line).ThenBy(error => error.Column),
        ];
}
