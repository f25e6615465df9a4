using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner.Reports;

/// <summary>What the report needs of single attempts, gathered in one pass over the journal: the timeline, and the curves of a few trials.</summary>
internal sealed class JournalPass
{
    /// <summary>Trials whose curves are kept: the first of the ranking.</summary>
    private const int CurveTrials = 20;

    private readonly RunState _state;
    private readonly Dictionary<int, int> _ranks;
    private readonly Dictionary<(EvaluationKey, int Attempt), DateTimeOffset> _started = [];
    private readonly List<ReportAttempt> _attempts = [];
    private readonly Dictionary<EvaluationKey, Curve> _curves = [];
    private readonly Dictionary<int, Curve> _descents = [];

    private JournalPass(RunResults results)
    {
        _state = results.State;
        _ranks = results.Ranking.Trials.Take(CurveTrials).ToDictionary(trial => trial.Trial, trial => trial.Rank);
    }

    public IReadOnlyList<ReportAttempt> Attempts => _attempts;

    /// <summary>On a surface: every trial's first repeat that ended with a path, diverged ones included.</summary>
    public IReadOnlyDictionary<int, Curve> Descents => _descents;

    /// <summary>Best trial first, one curve per fold.</summary>
    public IReadOnlyList<ReportCurve> Curves => [.. _curves.OrderBy(curve => _ranks[curve.Key.Trial]).ThenBy(curve => curve.Key).Select(curve => CurveOf(curve.Key, curve.Value))];

    /// <summary>What all curves measure: the metric where each has it on both kinds of rows, which is null; else the loss.</summary>
    public string? CurveMeasure => _curves.Values.All(HasMetric) ? null : CurveMetrics.ValidationLoss;

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
                if (_state.Experiment.Surface is not null)
                    AddDescent(ended);
                else if (ended.Result is { State: EvaluationState.Completed, Curve: { } curve } && !ended.Evaluation.IsFinal && !_state.IsConfirmation(ended.Evaluation) && _ranks.ContainsKey(ended.Evaluation.Trial))
                    _curves[ended.Evaluation] = curve;
                break;
        }
    }

    private void AddDescent(EvaluationEnded ended)
    {
        if (ended is { Evaluation: { IsFinal: false, Repeat: 0 }, Result: { State: EvaluationState.Completed or EvaluationState.Diverged, Curve: { } curve } })
            _descents[ended.Evaluation.Trial] = curve;
    }

    /// <summary>The work itself, as the worker measured it: from dispatch on, an evaluation may have waited its turn.</summary>
    private void AddAttempt(EvaluationEnded ended, DateTimeOffset at)
    {
        if (!_started.Remove((ended.Evaluation, ended.Attempt), out var dispatched))
            return;
        var end = (at - _state.StartedAt).TotalSeconds;
        var start = Math.Max((dispatched - _state.StartedAt).TotalSeconds, end - ended.Result.Seconds);
        var status = ended.Result.State switch
        {
            EvaluationState.Completed => ReportState.Completed,
            EvaluationState.Diverged => ReportState.Diverged,
            EvaluationState.Failed => ReportState.Failed,
            EvaluationState.Infeasible => ReportState.Infeasible,
            _ => ReportState.Stopped,
        };
        _attempts.Add(new ReportAttempt(ended.Worker, start, end, ended.Evaluation.Trial, Math.Max(0, ended.Evaluation.Fold), status));
    }

    private ReportCurve CurveOf(EvaluationKey key, Curve curve)
    {
        var measure = CurveMeasure ?? _state.Metric;
        var (training, validation) = (PlaceOf(curve, CurveMetrics.TrainingOf(measure)), PlaceOf(curve, measure));
        var fold = (key.Repeat * _state.Experiment.Validation.FoldCount) + key.Fold;
        return new ReportCurve(key.Trial, fold,
            [.. curve.Epochs.Select((epoch, i) => new ReportEpoch(epoch, ValueAt(curve, training, i), ValueAt(curve, validation, i)))]);
    }

    private bool HasMetric(Curve curve) => PlaceOf(curve, _state.Metric) >= 0 && PlaceOf(curve, CurveMetrics.TrainingOf(_state.Metric)) >= 0;

    /// <summary>−1 where it was not measured.</summary>
    private static int PlaceOf(Curve curve, string metric) => curve.Metrics.ToList().IndexOf(metric);

    private static double? ValueAt(Curve curve, int metric, int epoch) => metric < 0 ? null : curve.Values[metric][epoch];
}
