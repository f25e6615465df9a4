using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>
/// Collects the measurements of one evaluation. Epochs must grow; a metric that is missing at an epoch is NaN there. What a broken
/// worker could pile up is bounded.
/// </summary>
internal sealed class CurveBuilder
{
    private const int MaxPoints = 100_000;
    private const int MaxMetrics = 400;

    private readonly List<string> _metrics = [];
    private readonly List<int> _epochs = [];
    private readonly List<List<double>> _values = [];

    /// <summary>False when the measurement does not fit and was left out.</summary>
    public bool Add(int epoch, IReadOnlyDictionary<string, double> metrics)
    {
        if (epoch < 1 || (_epochs.Count > 0 && epoch <= _epochs[^1]) || _epochs.Count >= MaxPoints)
            return false;
        foreach (var name in metrics.Keys)
        {
            if (_metrics.Contains(name) || _metrics.Count >= MaxMetrics)
                continue;
            _metrics.Add(name);
            _values.Add([.. Enumerable.Repeat(double.NaN, _epochs.Count)]);
        }
        _epochs.Add(epoch);
        for (var i = 0; i < _metrics.Count; i++)
            _values[i].Add(metrics.TryGetValue(_metrics[i], out var value) ? value : double.NaN);
        return true;
    }

    /// <summary>Null when nothing was measured.</summary>
    public Curve? Build() => _epochs.Count == 0 ? null : new Curve(_metrics, _epochs, _values);
}
