using System.Collections.Concurrent;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Reports.Tables;
using HpoRunner.Training.Measurements;

namespace HpoRunner.Reports;

/// <summary>A try at an evaluation that failed.</summary>
internal sealed record FailedAttempt(int Trial, FailureKind? Kind, string Message, bool IsRetried);

/// <summary>
/// All that derived files need of a journal, gathered in one reading of it, so that they agree also while the run goes on: the run's
/// state, the timeline, what failed, and where the curves stand.
/// </summary>
internal sealed class JournalPass
{
    /// <summary>Entries.</summary>
    private const int BatchSize = 512;

    /// <summary>As many as are read while the header is.</summary>
    private const int MostBatchesAhead = 128;

    private readonly Dictionary<(EvaluationKey, int Attempt), DateTimeOffset> _started = [];
    private readonly List<ReportAttempt> _attempts = [];
    private readonly List<FailedAttempt> _failed = [];
    private readonly List<string> _measured = [];
    private readonly StringWriter _evaluations = new();
    private readonly EvaluationsCsv _evaluationRows;
    private IReadOnlyList<string> _lastMeasured = [];

    private JournalPass(RunStarted header, string journal)
    {
        State = new RunState(header);
        Curves = new CurveRecords(journal);
        _evaluationRows = new EvaluationsCsv(State, _evaluations);
    }

    public RunState State { get; }

    public IReadOnlyList<ReportAttempt> Attempts => _attempts;

    /// <summary>In the order of the journal.</summary>
    public IReadOnlyList<FailedAttempt> Failed => _failed;

    public CurveRecords Curves { get; }

    /// <summary>All that was measured in epochs: what belongs together side by side, layer by layer.</summary>
    public IReadOnlyList<string> Columns => [.. _measured.OrderBy(column => _measured.FindIndex(other => Family(other) == Family(column)))
        .ThenBy(column => MeasurementTable.NumberOf(column, Family(column)) ?? 0)];

    /// <summary>The text of <c>evaluations.csv</c>.</summary>
    public string Evaluations => _evaluations.ToString();

    /// <summary>
    /// Another thread reads and checks the records, which takes as long as what is done with them here. The caller's thread is kept: were
    /// it one of the pool, it would be missing there when charts are made side by side.
    /// </summary>
    public static JournalPass Over(string journal)
    {
        using var stop = new CancellationTokenSource();
        using var batches = new BlockingCollection<(JournalEntry Entry, long Start)[]>(MostBatchesAhead);
        var reading = Task.Run(() => Read(journal, batches, stop.Token));
        try
        {
            var header = JournalReader.ReadAll(journal).First();
            var pass = new JournalPass((RunStarted)header.Event, journal);
            pass.Take(header, start: 0);
            foreach (var batch in batches.GetConsumingEnumerable())
                foreach (var (entry, start) in batch)
                    pass.Take(entry, start);
            return pass;
        }
        finally
        {
            stop.Cancel();
            // Throws what was wrong with the journal; and until it has ended the batches are in use.
            reading.GetAwaiter().GetResult();
        }
    }

    /// <summary>The entries with where their records begin.</summary>
    private static void Read(string journal, BlockingCollection<(JournalEntry, long)[]> batches, CancellationToken stop)
    {
        try
        {
            using var storage = FileJournalStorage.OpenForReading(journal);
            var reader = new JournalReader(storage, withCurves: false, withHeader: false);
            foreach (var batch in reader.Read().Select(entry => (entry, reader.Start)).Chunk(BatchSize))
                batches.Add(batch, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever takes the entries wants no more of them.
        }
        finally
        {
            batches.CompleteAdding();
        }
    }

    private void Take(JournalEntry entry, long start)
    {
        State.Apply(entry);
        switch (entry.Event)
        {
            case EvaluationStarted started:
                _started[(started.Evaluation, started.Attempt)] = entry.At;
                break;
            case EvaluationEnded ended:
                _evaluationRows.Add(ended);
                AddAttempt(ended, entry.At);
                if (ended.Result is { State: EvaluationState.Failed } failed)
                    _failed.Add(new FailedAttempt(ended.Evaluation.Trial, failed.Kind, failed.Message ?? "", ended.Retry));
                if (ended.Result.Curve is { } curve)
                    AddCurve(ended.Evaluation, curve, start);
                break;
        }
    }

    private void AddCurve(EvaluationKey key, Curve curve, long start)
    {
        Curves.Add(key, start);
        if (ReferenceEquals(curve.Metrics, _lastMeasured))
            return;
        _lastMeasured = curve.Metrics;
        _measured.AddRange(curve.Metrics.Except(_measured).ToList());
    }

    /// <summary>The measurement that a column belongs to, else the column itself.</summary>
    private static string Family(string column) =>
        MeasurementTable.Names.FirstOrDefault(name => MeasurementTable.IsOf(column, name)) ?? column;

    /// <summary>The work itself, as the worker measured it: from dispatch on, an evaluation may have waited its turn.</summary>
    private void AddAttempt(EvaluationEnded ended, DateTimeOffset at)
    {
        if (!_started.Remove((ended.Evaluation, ended.Attempt), out var dispatched))
            return;
        var end = State.RunningTimeAt(at).TotalSeconds;
        var start = Math.Max(State.RunningTimeAt(dispatched).TotalSeconds, end - ended.Result.Seconds);
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
}
