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
            Check(name, training.IsClassification);
        _names = names;
        _training = new RowSet(training, [.. names.Where(IsTraining).Select(Plain).Distinct()]);
        _validation = validation is null ? null : new RowSet(validation, [.. names.Where(name => !IsTraining(name)).Distinct()]);
    }

    /// <summary>
    /// All metrics in the order asked for, with the network's present weights. <paramref name="runningLoss"/>, where given, stands
    /// for the loss on the training rows and saves the pass over them that it alone would need.
    /// </summary>
    public double[] Measure(TrainedNetwork network, double? runningLoss)
    {
        var training = _training.Measure(network, runningLoss);
        var validation = _validation?.Measure(network, null);
        return [.. _names.Select(name => IsTraining(name) ? training[Plain(name)] : validation?[name] ?? double.NaN)];
    }

    private static bool IsTraining(string name) => name.StartsWith(MetricTable.TrainPrefix, StringComparison.Ordinal);

    private static string Plain(string name) => name[MetricTable.TrainPrefix.Length..];

    private static void Check(string name, bool isClassification)
    {
        var metric = MetricTable.Find(name) ?? throw new ArgumentException($"{name} is not a metric of the built-in trainer", nameof(name));
        if (!(isClassification ? metric.ForClassification : metric.ForRegression))
            throw new ArgumentException($"{name} is not defined for {(isClassification ? "classes" : "numbers")} as the target", nameof(name));
    }

    /// <summary>One set of rows with room for its predictions.</summary>
    private sealed class RowSet(Samples samples, string[] names)
    {
        private readonly (string Name, Metric Metric)[] _metrics =
            [.. names.Where(name => name != MetricTable.Loss).Select(name => (name, MetricFactory.Create(name)))];

        private float[] _predictions = [];

        public Dictionary<string, double> Measure(TrainedNetwork network, double? runningLoss)
        {
            var values = new Dictionary<string, double>(StringComparer.Ordinal);
            var measureLoss = names.Contains(MetricTable.Loss) && runningLoss is null;
            if (_metrics.Length > 0 && _predictions.Length == 0)
                _predictions = new float[checked(samples.RowCount * network.OutputCount)];
            var loss = _metrics.Length > 0 || measureLoss ? network.Pass(samples, _predictions, measureLoss) : double.NaN;
            if (names.Contains(MetricTable.Loss))
                values[MetricTable.Loss] = runningLoss ?? loss;
            foreach (var (name, metric) in _metrics)
                values[name] = metric.Measure(new Predictions(_predictions, network.OutputCount, samples));
            return values;
        }
    }
}
