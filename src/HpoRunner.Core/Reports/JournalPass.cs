using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Training.Measurements;

namespace HpoRunner.Reports;

/// <summary>A try at an evaluation that failed.</summary>
internal sealed record FailedAttempt(int Trial, FailureKind? Kind, string Message, bool IsRetried);

/// <summary>
/// What the report needs of single attempts, gathered in one pass over the journal: the timeline, and the curves of a few trials.
/// </summary>
internal sealed class JournalPass
{
    /// <summary>Trials whose curves are kept: so many of the first, and as many of the others, diverged ones among them.</summary>
    private const int CurveTrials = 100;

    /// <summary>So many trials are compared in what was measured on request.</summary>
    private const int MostMeasuredTrials = 60;

    private static readonly Curve Unmeasured = new([], [], []);

    private readonly RunState _state;
    private readonly Dictionary<int, int> _places;
    private IReadOnlyList<ReportCurve>? _shown;
    private readonly Dictionary<(EvaluationKey, int Attempt), DateTimeOffset> _started = [];
    private readonly List<ReportAttempt> _attempts = [];
    private readonly List<FailedAttempt> _failed = [];
    private readonly Dictionary<EvaluationKey, (Curve Curve, bool Diverged)> _curves = [];
    private readonly List<string> _columns = [];
    private readonly Dictionary<int, Curve> _descents = [];

    private JournalPass(RunResults results)
    {
        _state = results.State;
        int[] order =
        [
            .. results.Ranking.Trials.Select(trial => trial.Trial),
            .. results.State.Trials.Where(trial => trial.Status == TrialStatus.Diverged).Select(trial => trial.Number),
        ];
        _places = order.Take(CurveTrials).Concat(Standings.Sample(order.Skip(CurveTrials).ToList(), CurveTrials))
            .Select((trial, place) => (trial, place)).ToDictionary(item => item.trial, item => item.place);
    }

    public IReadOnlyList<ReportAttempt> Attempts => _attempts;

    /// <summary>On a surface: every trial's first repeat that ended with a path, diverged ones included.</summary>
    public IReadOnlyDictionary<int, Curve> Descents => _descents;
    /// <summary>In the order of the journal.</summary>
    public IReadOnlyList<FailedAttempt> Failed => _failed;

    /// <summary>Best trial first, one curve per fold.</summary>
    public IReadOnlyList<ReportCurve> Curves => _shown ??= [.. _curves.OrderBy(curve => _places[curve.Key.Trial]).ThenBy(curve => curve.Key)
        .Select(curve => CurveOf(curve.Key, curve.Value.Curve, curve.Value.Diverged))];

    /// <summary>All that was measured in epochs: what belongs together side by side, layer by layer.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.OrderBy(column => _columns.FindIndex(other => Family(other) == Family(column)))
        .ThenBy(column => MeasurementTable.NumberOf(column, Family(column)) ?? 0)];

    /// <summary>What all curves measure: the metric where each has it on both kinds of rows, which is null; else the loss.</summary>
    public string? CurveMeasure => _curves.Values.All(item => HasMetric(item.Curve)) ? null : CurveMetrics.ValidationLoss;

    public static JournalPass Over(RunResults results, IEnumerable<JournalEntry> entries)
    {
        var pass = new JournalPass(results);
        foreach (var entry in entries)
            pass.Read(entry);
        return pass;
    }

    public IReadOnlyList<ReportCurve> CurvesOf(int? trial) => [.. Curves.Where(curve => curve.Trial == trial)];

    private void Read(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case EvaluationStarted started:
                _started[(started.Evaluation, started.Attempt)] = entry.At;
                break;
            case EvaluationEnded ended:
                AddAttempt(ended, entry.At);
                if (ended.Result is { State: EvaluationState.Failed } failed)
                    _failed.Add(new FailedAttempt(ended.Evaluation.Trial, failed.Kind, failed.Message ?? "", ended.Retry));
                _columns.AddRange(ended.Result.Curve?.Metrics.Except(_columns).ToList() ?? []);
                if (ended.Result.State is not (EvaluationState.Completed or EvaluationState.Diverged))
                    break;
                if (_state.Experiment.Surface is null && IsShown(ended.Evaluation))
                    _curves[ended.Evaluation] = (ended.Result.Curve ?? Unmeasured, ended.Result.State == EvaluationState.Diverged);
                else if (_state.Experiment.Surface is not null && ended.Result.Curve is { } descent)
                    AddDescent(ended.Evaluation, descent);
                break;
        }
    }

    private void AddDescent(EvaluationKey key, Curve curve)
    {
        if (!key.IsFinal && key.Repeat == 0)
            _descents[key.Trial] = curve;
    }

    private bool IsShown(EvaluationKey key) => !key.IsFinal && !_state.IsConfirmation(key) && _places.ContainsKey(key.Trial);

    /// <summary>The work itself, as the worker measured it: from dispatch on, an evaluation may have waited its turn.</summary>
    private void AddAttempt(EvaluationEnded ended, DateTimeOffset at)
    {
        if (!_started.Remove((ended.Evaluation, ended.Attempt), out var dispatched))
            return;
        var end = (at - _state.StartedAt).TotalSeconds;
        var start = Math.Max((dispatched - _state.StartedAt).TotalSeconds, end - ended.Result.Seconds);
        var status = ended.Result.State switch
        {
            EvaluationState.Completed => TrialStatus.Completed,
            EvaluationState.Diverged => TrialStatus.Diverged,
            EvaluationState.Failed => TrialStatus.Failed,
            EvaluationState.Infeasible => TrialStatus.Infeasible,
            _ => TrialStatus.Stopped,
        };
        _attempts.Add(new ReportAttempt(ended.Worker, start, end, ended.Evaluation.Trial, Math.Max(0, ended.Evaluation.Fold), status));
    }

    /// <summary>What was measured on request, averaged over the folds of a trial.</summary>
    public IReadOnlyList<ReportMeasurement> MeasurementsOf(int? trial)
    {
        var folds = _curves.Where(curve => curve.Key.Trial == trial).Select(curve => curve.Value.Curve).Where(curve => curve.Epochs.Count > 0).ToList();
        if (folds.Count == 0)
            return [];
        var epochs = folds.MinBy(curve => curve.Epochs.Count)!.Epochs;
        return
        [
            .. Columns.Where(column => IsMeasurement(column) && folds.All(curve => PlaceOf(curve, column) >= 0)).Select(column => new ReportMeasurement(
                column, [.. epochs.Select((epoch, i) => (epoch, folds.Average(curve => curve.Values[PlaceOf(curve, column)][i])))])),
        ];
    }

    /// <summary>The same of every trial with curves, where they are few enough to be told apart; empty where nothing was asked for.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ReportMeasurement>> AllMeasurements() =>
        _places.Count > MostMeasuredTrials || !Columns.Any(IsMeasurement) ? ReportModel.NotMeasured
        : _places.Keys.Select(trial => (trial, Measured: MeasurementsOf(trial))).Where(item => item.Measured.Count > 0)
            .ToDictionary(item => item.trial, item => item.Measured);

    private static bool IsMeasurement(string column) => MeasurementTable.Names.Contains(Family(column));

    /// <summary>The measurement that a column belongs to, else the column itself.</summary>
    private static string Family(string column) => MeasurementTable.Names.FirstOrDefault(name => MeasurementTable.IsOf(column, name)) ?? column;

    private ReportCurve CurveOf(EvaluationKey key, Curve curve, bool diverged)
    {
        var measure = CurveMeasure ?? _state.Metric;
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
