using System.Diagnostics;
using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Evaluation;

/// <summary>
/// Evaluates with the built-in engine. The test rows' values are dropped right after reading, so no search evaluation can see them;
/// a final fit, which the coordinator asks for only once the winner is frozen, reads the data again.
/// </summary>
internal sealed class BuiltinEvaluator : IEvaluator
{
    public delegate void SaveModel(
        EvaluationRequest request, PreparedExperiment prepared, TrainedNetwork network, Preprocessor preprocessor);

    /// <summary>As in the log_loss metric: a probability of 0 does not make one row's loss infinite.</summary>
    private const double SmallestProbability = 1e-15;

    private readonly PreparedExperiment _prepared;
    private readonly PreparedFolds _folds;
    private readonly IReadOnlyList<string> _finalMetrics;

    /// <summary>Those of them that the trainer measures on rows.</summary>
    private readonly IReadOnlyList<string> _rowMetrics;
    private readonly IReadOnlyList<string> _curveMetrics;
    private readonly SaveModel _save;

    /// <param name="save">
    /// Leaves a model where the coordinator finds it: that of a final fit, and with <c>keep_models</c> those of the search.
    /// </param>
    public BuiltinEvaluator(Experiment experiment, SaveModel save)
    {
        _save = save;
        var prepared = PreparedExperiment.Read(experiment);
        // The whole data set is not kept: what a search evaluation cannot reach, it cannot leak.
        _prepared = prepared with { Dataset = prepared.Dataset.WithoutRows(prepared.Splits.TestRows) };
        _folds = new PreparedFolds(_prepared);
        _finalMetrics = [.. prepared.Experiment.Metrics.Prepend(prepared.Experiment.Metric.Name!).Distinct()];
        _rowMetrics = [.. _finalMetrics.Where(name => !KnownMetrics.IsCost(name))];
        _curveMetrics = CurveMetrics.Of(prepared.Experiment);
    }

    public string DataHash => _prepared.Dataset.Hash;

    public string SplitHash => _prepared.Splits.Hash;

    public EvaluationResult Evaluate(
        EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var settings = TrainerSettings.From(request.Parameters.Values) with { Measurements = _prepared.Experiment.Measurements };
        var isFinal = request.Key.IsFinal;
        var (training, validation, preprocessor) = isFinal ? _folds.ReadFinal() : _folds.Of(request.Key);
        var names = !isFinal ? [.. _rowMetrics.Concat(_curveMetrics).Distinct()] : validation is null ? [] : _rowMetrics;
        Action<EpochMeasurement>? onEpoch = isFinal ? null : epoch => measured(epoch.Epoch, Measured(names, epoch));
        var outcome = Trainer.Train(
            settings, training, validation, names, EvaluationSeed.Of(_prepared.Experiment, request), onEpoch, cancellation);
        using var network = outcome.Network;
        if (network is not null && IsKept(request.Key))
            _save(request, _prepared, network, preprocessor);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new EvaluationResult(
            outcome.Diverged ? EvaluationState.Diverged : EvaluationState.Completed,
            validation is null ? new Dictionary<string, double>() : Metrics(outcome, seconds),
            outcome.Epochs,
            seconds,
            FinalFit: isFinal && validation is not null && network is not null
                ? Predict(network, validation, _prepared.Splits.TestRows)
                : null);
    }

    private static Dictionary<string, double> Measured(IReadOnlyList<string> names, EpochMeasurement epoch)
    {
        var named = Named(names, epoch.Values);
        foreach (var (name, value) in epoch.Measured)
            named[name] = value;
        return named;
    }

    private Dictionary<string, double> Metrics(TrainingOutcome outcome, double seconds)
    {
        var named = Named(_rowMetrics, outcome.Metrics);
        foreach (var cost in _finalMetrics.Where(KnownMetrics.IsCost))
            named[cost] = outcome.Network is not { } network ? double.NaN : cost == MetricTable.Seconds ? seconds : network.ParameterCount;
        return named;
    }

    /// <summary>Names may be fewer than values: the values begin with theirs.</summary>
    private static Dictionary<string, double> Named(IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        var named = new Dictionary<string, double>(names.Count);
        for (var i = 0; i < names.Count; i++)
            named[names[i]] = values[i];
        return named;
    }

    private bool IsKept(EvaluationKey key) =>
        key.IsFinal || (_prepared.Experiment.KeepModels > 0 && key.Repeat < _prepared.Experiment.Validation.Repeats);

    private static FinalFit Predict(TrainedNetwork network, Samples test, int[] rows)
    {
        var width = test.IsClassification ? test.ClassCount : test.TargetCount;
        var outputs = new float[test.RowCount * width];
        network.Predict(test, outputs);
        var predicted = new double[test.RowCount];
        var truth = new double[test.RowCount];
        var logLosses = new double[test.IsClassification ? test.RowCount : 0];
        for (var row = 0; row < test.RowCount; row++)
        {
            var output = outputs.AsSpan(row * width, width);
            predicted[row] = test.IsClassification ? IndexOfLargest(output) : output[0];
            truth[row] = test.IsClassification ? test.Classes[row] : test.Targets[row * width];
            if (test.IsClassification)
                logLosses[row] = -Math.Log(Math.Max(SmallestProbability, output[test.Classes[row]]));
        }
        return new FinalFit(rows, truth, predicted, test.IsClassification ? logLosses : null);
    }

    /// <summary>The first of equals, as the accuracy metric counts.</summary>
    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }
        return largest;
    }
}
