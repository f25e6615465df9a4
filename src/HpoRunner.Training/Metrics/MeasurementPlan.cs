using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Metrics;

/// <summary>
/// The metrics that were asked for, measured with one pass over the validation rows and one over the training rows, and neither where
/// no metric needs it. Metrics on validation rows are NaN when there are none.
/// </summary>
internal sealed class MeasurementPlan
{
    private readonly IReadOnlyList<string> _names;
    private readonly RowSet _training;
    private readonly RowSet? _validation;

    /// <exception cref="ArgumentException">For an unknown metric, or one that the targets do not have.</exception>
    public MeasurementPlan(IReadOnlyList<string> names, Samples training, Samples? validation)
    {
        foreach (var name in names)
            Check(name, training.ClassCount);
        _names = names;
        _training = new RowSet(training, [.. names.Where(IsTraining).Select(Plain).Distinct()]);
        _validation = validation is null ? null : new RowSet(validation, [.. names.Where(name => !IsTraining(name)).Distinct()]);
    }

    /// <summary>
    /// All metrics in the order asked for, with the network's present weights. <paramref name="running"/>, where given, stands for what
    /// it knows of the training rows and saves the pass over them.
    /// </summary>
    public double[] Measure(TrainedNetwork network, RunningMetrics? running)
    {
        var training = _training.Measure(network, running);
        var validation = _validation?.Measure(network, null);
        return [.. _names.Select(name => IsTraining(name) ? training[Plain(name)] : validation?[name] ?? double.NaN)];
    }

    private static bool IsTraining(string name) => name.StartsWith(MetricTable.TrainPrefix, StringComparison.Ordinal);

    private static string Plain(string name) => name[MetricTable.TrainPrefix.Length..];

    private static void Check(string name, int classCount)
    {
        if (MetricTable.Find(name) is null)
            throw new ArgumentException($"{name} is not a metric of the built-in trainer", nameof(name));
        if (MetricTable.CheckTarget(name, classCount) is { } fault)
            throw new ArgumentException(fault, nameof(name));
    }

    /// <summary>One set of rows with room for its predictions.</summary>
    private sealed class RowSet(Samples samples, string[] names)
    {
        private readonly (string Name, Metric Metric)[] _metrics =
            [.. names.Where(name => name != MetricTable.Loss).Select(name => (name, MetricFactory.Create(name)))];

        private float[] _predictions = [];

        public Dictionary<string, double> Measure(TrainedNetwork network, RunningMetrics? running)
        {
            var values = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var name in names)
                if (running?.Value(name) is { } known)
                    values[name] = known;
            if (values.Count == names.Length)
                return values;
            var measureLoss = names.Contains(MetricTable.Loss) && running is null;
            if (_metrics.Length > 0 && _predictions.Length == 0)
                _predictions = new float[checked(samples.RowCount * network.OutputCount)];
            var loss = network.Pass(samples, _predictions, measureLoss);
            if (measureLoss)
                values[MetricTable.Loss] = loss;
            foreach (var (name, metric) in _metrics.Where(metric => !values.ContainsKey(metric.Name)))
                values[name] = metric.Measure(new Predictions(_predictions, network.OutputCount, samples));
            return values;
        }
    }
}
