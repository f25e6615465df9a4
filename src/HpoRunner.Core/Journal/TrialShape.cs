namespace HpoRunner.Journal;

/// <summary>What all trials of a run have in common.</summary>
/// <param name="ScoreCount">Evaluations of a trial in the search: repeats × folds.</param>
/// <param name="FoldCount">Evaluations of one repeat.</param>
/// <param name="Metric">The ranking's.</param>
internal sealed record TrialShape(int ScoreCount, int FoldCount, string Metric)
{
    private string[]? _metricNames;

    /// <summary>What evaluations measure, as the first completed one did; empty before.</summary>
    public IReadOnlyList<string> MetricNames => _metricNames ?? [];

    /// <summary>
    /// Whether these are the metrics that every evaluation has, the ranking's among them. The first to be asked sets them.
    /// </summary>
    public bool Measures(IReadOnlyDictionary<string, double> metrics)
    {
        _metricNames ??= metrics.ContainsKey(Metric) ? [.. metrics.Keys] : null;
        return _metricNames is not null && metrics.Count == _metricNames.Length && Array.TrueForAll(_metricNames, metrics.ContainsKey);
    }

    public int PlaceOf(string metric) => Array.IndexOf(_metricNames ?? [], metric);
}
