using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
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
    /// <summary>Metrics of the last event with their text, quotes and colon included; the next event nearly always has the same.</summary>
    private readonly List<(byte[] Text, string Name)> _metrics = [];

    /// <summary>The same of parameters.</summary>
    private readonly List<(byte[] Text, string Name)> _parameters = [];

    /// <summary>Metrics of the last curve, and their text.</summary>
    private Curve _curve = new([], [], []);
    private byte[] _curveText = [];

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
        if (Take(ref rest, ",\"curve\":{\"metrics\":"u8) && (curve = TakeCurve(ref rest)) is null)
            return null;
        return new EvaluationResult(completed ? EvaluationState.Completed : EvaluationState.Diverged, metrics, epochs, seconds, curve);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Dictionary<string, double>? TakeMetrics(ref ReadOnlySpan<byte> rest)
    {
        var metrics = new Dictionary<string, double>(_metrics.Count);
        while (!Take(ref rest, "}"u8))
        {
            if ((metrics.Count > 0 && !Take(ref rest, ","u8)) || TakeName(ref rest, _metrics, metrics.Count) is not { } name
                || !TakeNumber(ref rest, out var number) || !metrics.TryAdd(name, number))
                return null;
        }
        return metrics;
    }

    private static string? TakeName(ref ReadOnlySpan<byte> rest, List<(byte[] Text, string Name)> known, int place)
    {
        if (place < known.Count && Take(ref rest, known[place].Text))
            return known[place].Name;
        var length = rest.IndexOf("\":"u8);
        if (length < 1 || rest[0] != (byte)'"' || rest[..length].Contains((byte)'\\'))
            return null;
        known.RemoveRange(place, known.Count - place);
        // The same few names in every event: one string each, for as long as the run lasts.
        known.Add((rest[..(length + 2)].ToArray(), string.Intern(Encoding.UTF8.GetString(rest[1..length]))));
        rest = rest[(length + 2)..];
        return known[place].Name;
    }

    private Curve? TakeCurve(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf(",\"epochs\":["u8);
        if (length < 0 || !IsKnown(rest[..length]))
            return null;
        rest = rest[(length + ",\"epochs\":["u8.Length)..];
        return withCurves ? TakeNumbers(ref rest) : SkipNumbers(ref rest) ? _curve : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SkipNumbers(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf((byte)'"');
        if (length < 0)
            return false;
        rest = rest[length..];
        if (!Take(ref rest, "\"values\":["u8))
            return false;
        length = rest.IndexOf((byte)'}');
        if (length < 0 || rest[..length].Contains((byte)'"'))
            return false;
        rest = rest[(length + 1)..];
        return true;
    }

    /// <summary>Whether these are the names of a curve's metrics, which it then has.</summary>
    private bool IsKnown(ReadOnlySpan<byte> names)
    {
        if (names.SequenceEqual(_curveText))
            return true;
        try
        {
            (_curve, _curveText) = (new Curve(JsonSerializer.Deserialize<string[]>(names)!, [], []), names.ToArray());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Curve? TakeNumbers(ref ReadOnlySpan<byte> rest)
    {
        var epochs = new List<int>();
        while (!Take(ref rest, "]"u8))
        {
            if ((epochs.Count > 0 && !Take(ref rest, ","u8)) || !TakeWhole(ref rest, out int epoch))
                return null;
            epochs.Add(epoch);
        }
        if (!Take(ref rest, ",\"values\":["u8))
            return null;
        var values = new List<IReadOnlyList<double>>(_curve.Metrics.Count);
        while (!Take(ref rest, "]"u8))
        {
            if ((values.Count > 0 && !Take(ref rest, ","u8)) || !Take(ref rest, "["u8) || TakeRow(ref rest, epochs.Count) is not { } row)
                return null;
            values.Add(row);
        }
        return Take(ref rest, "}"u8) ? new Curve(_curve.Metrics, epochs, values) : null;
    }

    private static List<double>? TakeRow(ref ReadOnlySpan<byte> rest, int count)
    {
        var row = new List<double>(count);
        while (!Take(ref rest, "]"u8))
        {
            if ((row.Count > 0 && !Take(ref rest, ","u8)) || !TakeNumber(ref rest, out var number))
                return null;
            row.Add(number);
        }
        return row;
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
            if ((entries.Count > 0 && !Take(ref rest, ","u8)) || TakeName(ref rest, _parameters, entries.Count) is not { } name
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
