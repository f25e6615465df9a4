using System.Runtime.CompilerServices;
using System.Text;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;
using static HpoRunner.Journal.JournalText;

namespace HpoRunner.Journal;

/// <summary>
/// Reads events one after the other. Those that fill a journal, trials proposed, evaluations started and ended, are taken byte by byte as
/// this version writes them, which is several times faster than the serializer; whatever stands there otherwise, a failure, a word instead
/// of a number or the record of another version, <see cref="JournalEvents"/> reads and judges.
/// </summary>
/// <param name="withCurves">False leaves out the numbers of learning curves; a curve's metrics stay, without epochs.</param>
internal sealed class EventReader(bool withCurves)
{
    private readonly RecentNames _metrics = new();
    private readonly RecentNames _parameters = new();
    private readonly CurveReader _curves = new(withCurves);

    public JournalEvent? Read(ReadOnlySpan<byte> payload, out EventProblem problem)
    {
        problem = EventProblem.None;
        return (JournalEvent?)Started(payload) ?? Ended(payload) ?? Proposed(payload)
            ?? JournalEvents.Read(payload, out problem, withCurves);
    }

    private static EvaluationStarted? Started(ReadOnlySpan<byte> rest) =>
        Take(ref rest, "{\"type\":\"evaluation.started\","u8) && TakeTry(ref rest, out var key, out var attempt, out var worker)
        && rest.SequenceEqual("}"u8)
            ? new EvaluationStarted(key, attempt, worker) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private EvaluationEnded? Ended(ReadOnlySpan<byte> rest)
    {
        if (!Take(ref rest, "{\"type\":\"evaluation.ended\","u8) || !TakeTry(ref rest, out var key, out var attempt, out var worker)
            || !Take(ref rest, ",\"result\":{\"state\":"u8) || TakeResult(ref rest) is not { } result || !Take(ref rest, "},\"retry\":"u8))
            return null;
        var retry = Take(ref rest, "true"u8);
        return (retry || Take(ref rest, "false"u8)) && rest.SequenceEqual("}"u8)
            ? new EvaluationEnded(key, attempt, worker, result, retry) : null;
    }

    /// <summary>One with all its numbers and without messages.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private EvaluationResult? TakeResult(ref ReadOnlySpan<byte> rest)
    {
        var completed = Take(ref rest, "\"completed\""u8);
        if ((!completed && !Take(ref rest, "\"diverged\""u8)) || !Take(ref rest, ",\"metrics\":{"u8)
            || TakeMetrics(ref rest) is not { } metrics || !Take(ref rest, ",\"epochs\":"u8) || !TakeWhole(ref rest, out int epochs)
            || !Take(ref rest, ",\"seconds\":"u8) || !TakeNumber(ref rest, out var seconds))
            return null;
        Curve? curve = null;
        if (Take(ref rest, ",\"curve\":{\"metrics\":"u8) && (curve = _curves.Read(ref rest)) is null)
            return null;
        return new EvaluationResult(completed ? EvaluationState.Completed : EvaluationState.Diverged, metrics, epochs, seconds, curve);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Dictionary<string, double>? TakeMetrics(ref ReadOnlySpan<byte> rest)
    {
        var metrics = new Dictionary<string, double>(_metrics.Count);
        while (!Take(ref rest, "}"u8))
        {
            if ((metrics.Count > 0 && !Take(ref rest, ","u8)) || _metrics.Read(ref rest, metrics.Count) is not { } name
                || !TakeNumber(ref rest, out var number) || !metrics.TryAdd(name, number))
                return null;
        }
        return metrics;
    }

    /// <summary>One that breaks no constraint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TrialProposed? Proposed(ReadOnlySpan<byte> rest)
    {
        if (!Take(ref rest, "{\"type\":\"trial.proposed\",\"trial\":"u8) || !TakeWhole(ref rest, out int trial)
            || !Take(ref rest, ",\"origin\":"u8) || TakeOrigin(ref rest) is not { } origin || !Take(ref rest, ",\"parameters\":{"u8))
            return null;
        var entries = new List<KeyValuePair<string, Scalar>>(_parameters.Count);
        while (!Take(ref rest, "}"u8))
        {
            if ((entries.Count > 0 && !Take(ref rest, ","u8)) || _parameters.Read(ref rest, entries.Count) is not { } name
                || TakeValue(ref rest) is not { } value || entries.Exists(entry => entry.Key == name))
                return null;
            entries.Add(new(name, value));
        }
        return rest.SequenceEqual("}"u8) ? new TrialProposed(trial, origin, new Configuration(entries)) : null;
    }

    private static TrialOrigin? TakeOrigin(ref ReadOnlySpan<byte> rest) =>
        Take(ref rest, "\"search\""u8) ? TrialOrigin.Search
        : Take(ref rest, "\"point\""u8) ? TrialOrigin.Point
        : Take(ref rest, "\"baseline\""u8) ? TrialOrigin.Baseline : null;

    private static Scalar? TakeValue(ref ReadOnlySpan<byte> rest)
    {
        if (!Take(ref rest, "\""u8))
            return TakeNumber(ref rest, out var number) ? number
                : Take(ref rest, "true"u8) ? true : Take(ref rest, "false"u8) ? false : null;
        var length = rest.IndexOf((byte)'"');
        if (length < 0 || rest[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~') || rest[..length].Contains((byte)'\\'))
            return null;
        var text = string.Intern(Encoding.ASCII.GetString(rest[..length]));
        rest = rest[(length + 1)..];
        return text;
    }

    /// <summary>Which evaluation, which attempt at it, and who makes it.</summary>
    private static bool TakeTry(ref ReadOnlySpan<byte> rest, out EvaluationKey key, out int attempt, out int worker)
    {
        (key, attempt, worker) = (default, 0, 0);
        if (!Take(ref rest, "\"evaluation\":\""u8) || !TakeWhole(ref rest, out int trial) || !Take(ref rest, "."u8)
            || !TakeWhole(ref rest, out int repeat) || !Take(ref rest, "."u8) || !TakeWhole(ref rest, out int fold))
            return false;
        key = new EvaluationKey(trial, repeat, fold);
        return Take(ref rest, "\",\"attempt\":"u8) && TakeWhole(ref rest, out attempt)
            && Take(ref rest, ",\"worker\":"u8) && TakeWhole(ref rest, out worker);
    }
}
