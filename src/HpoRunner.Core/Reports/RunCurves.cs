using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Training.Measurements;

namespace HpoRunner.Reports;

/// <summary>The learning curves that a report shows: those of the best trials and of a sample of the others, all folds of each.</summary>
internal sealed class RunCurves
{
    /// <summary>Trials whose curves are shown: so many of the first, and as many of the others, diverged ones among them.</summary>
    private const int Most = 100;

    /// <summary>So many trials are compared in what was measured on request.</summary>
    private const int MostMeasured = 60;

    private static readonly Curve Unmeasured = new([], [], []);

    private readonly RunState _state;
    private readonly IReadOnlyList<string> _columns;
    private readonly Dictionary<int, int> _places;
    private readonly Dictionary<EvaluationKey, (Curve Curve, bool Diverged)> _curves = [];
    private readonly Dictionary<int, Curve> _descents = [];

    private RunCurves(RunResults results, JournalPass pass)
    {
        (_state, _columns, _places) = (results.State, pass.Columns, Places(results));
        if (_state.Experiment.Surface is not null)
        {
            foreach (var (key, curve, _) in Ended(pass, key => !key.IsFinal && key.Repeat == 0))
                _descents[key.Trial] = curve;
            Shown = [];
            return;
        }
        foreach (var trial in _places.Keys)
            AddUnmeasured(_state.AllTrials[trial]);
        foreach (var (key, curve, diverged) in Ended(pass, key => !key.IsFinal && !_state.IsConfirmation(key) && _places.ContainsKey(key.Trial)))
            _curves[key] = (curve, diverged);
        Measure = _curves.Values.All(item => HasMetric(item.Curve)) ? null : CurveMetrics.ValidationLoss;
        Shown = [.. _curves.OrderBy(curve => _places[curve.Key.Trial]).ThenBy(curve => curve.Key)
            .Select(curve => CurveOf(curve.Key, curve.Value.Curve, curve.Value.Diverged))];
    }

    /// <summary>Best trial first, one curve per fold.</summary>
    public IReadOnlyList<ReportCurve> Shown { get; }

    /// <summary>What all curves measure: the metric where each has it on both kinds of rows, which is null; else the loss.</summary>
    public string? Measure { get; }

    /// <summary>On a surface: every trial's first repeat that ended with a path, diverged ones included.</summary>
    public IReadOnlyDictionary<int, Curve> Descents => _descents;

    public static RunCurves Read(RunResults results, JournalPass pass) => new(results, pass);

    public IReadOnlyList<ReportCurve> Of(int? trial) => [.. Shown.Where(curve => curve.Trial == trial)];

    /// <summary>What was measured on request, averaged over the folds of a trial.</summary>
    public IReadOnlyList<ReportMeasurement> MeasurementsOf(int? trial)
    {
        var folds = _curves.Where(curve => curve.Key.Trial == trial).Select(curve => curve.Value.Curve).Where(curve => curve.Epochs.Count > 0).ToList();
        if (folds.Count == 0)
            return [];
        var epochs = folds.MinBy(curve => curve.Epochs.Count)!.Epochs;
        return
        [
            .. _columns.Where(column => IsMeasurement(column) && folds.All(curve => PlaceOf(curve, column) >= 0)).Select(column => new ReportMeasurement(
                column, [.. epochs.Select((epoch, i) => (epoch, folds.Average(curve => curve.Values[PlaceOf(curve, column)][i])))])),
        ];
    }

    /// <summary>The same of every trial with curves, where they are few enough to be told apart; empty where nothing was asked for.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ReportMeasurement>> AllMeasurements() =>
        _places.Count > MostMeasured || !_columns.Any(IsMeasurement) ? ReportModel.NotMeasured
        : _places.Keys.Select(trial => (trial, Measured: MeasurementsOf(trial))).Where(item => item.Measured.Count > 0)
            .ToDictionary(item => item.trial, item => item.Measured);

    /// <summary>Of the trials to be shown, their place in the order of showing.</summary>
    private static Dictionary<int, int> Places(RunResults results)
    {
        int[] order =
        [
            .. results.Ranking.Trials.Select(trial => trial.Trial),
            .. results.State.Trials.Where(trial => trial.Status == TrialStatus.Diverged).Select(trial => trial.Number),
        ];
        return order.Take(Most).Concat(Standings.Sample(order.Skip(Most).ToList(), Most))
            .Select((trial, place) => (trial, place)).ToDictionary(item => item.trial, item => item.place);
    }

    private static IEnumerable<(EvaluationKey Key, Curve Curve, bool Diverged)> Ended(JournalPass pass, Func<EvaluationKey, bool> isWanted) =>
        from ended in pass.Curves.Read(isWanted)
        where ended.Result.State is EvaluationState.Completed or EvaluationState.Diverged
        select (ended.Evaluation, ended.Result.Curve!, ended.Result.State == EvaluationState.Diverged);

    /// <summary>All its evaluations that ended, without curves as yet: some have none.</summary>
    private void AddUnmeasured(TrialState trial)
    {
        var slots = trial.Slots;
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i].Outcome is EvaluationState.Completed or EvaluationState.Diverged)
                _curves[trial.KeyOf(i)] = (Unmeasured, slots[i].Outcome == EvaluationState.Diverged);
        }
    }

    private static bool IsMeasurement(string column) => MeasurementTable.Names.Any(name => MeasurementTable.IsOf(column, name));

    private ReportCurve CurveOf(EvaluationKey key, Curve curve, bool diverged)
    {
        var measure = Measure ?? _state.Metric;
        var (training, validation) = (PlaceOf(curve, CurveMetrics.TrainingOf(measure)), PlaceOf(curve, measure));
        var fold = (key.Repeat * _state.Experiment.Validation.FoldCount) + key.Fold;
        return new ReportCurve(key.Trial, fold,
            [.. curve.Epochs.Select((epoch, i) => new ReportEpoch(epoch, ValueAt(curve, training, i), ValueAt(curve, validation, i)))]) { Diverged = diverged };
    }

    /// <summary>A curve without epochs measures whatever the others do.</summary>
    private bool HasMetric(Curve curve) =>
        curve.Epochs.Count == 0 || (PlaceOf(curve, _state.Metric) >= 0 && PlaceOf(curve, CurveMetrics.TrainingOf(_state.Metric)) >= 0);

    /// <summary>−1 where it was not measured.</summary>
    private static int PlaceOf(Curve curve, string metric) => curve.Metrics.ToList().IndexOf(metric);

    private static double? ValueAt(Curve curve, int metric, int epoch) => metric < 0 ? null : curve.Values[metric][epoch];
}
