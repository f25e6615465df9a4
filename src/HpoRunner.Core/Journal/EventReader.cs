using System.Text.Json;
using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>
/// Reads events one after the other. The two that fill a journal, evaluations started and ended, are taken member by member in the order
/// in which this version writes them, which is several times faster than the serializer; whatever stands there otherwise, a failure or
/// the record of another version, <see cref="JournalEvents"/> reads and judges.
/// </summary>
/// <param name="withCurves">False leaves out the numbers of learning curves; a curve's metrics stay, without epochs.</param>
internal sealed class EventReader(bool withCurves)
{
    /// <summary>Letters of an evaluation's longest key: three numbers and two dots.</summary>
    private const int LongestKey = 32;

    /// <summary>Names of the last event's metrics and curve: those of the next are nearly always the same, and share them.</summary>
    private readonly List<string> _metrics = [];
    private Curve _curve = new([], [], []);

    public JournalEvent? Read(ReadOnlySpan<byte> payload, out EventProblem problem)
    {
        problem = EventProblem.None;
        return Usual(payload) ?? JournalEvents.Read(payload, out problem, withCurves);
    }

    private JournalEvent? Usual(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (payload.StartsWith("{\"type\":\"evaluation.ended\","u8))
                return Ended(ref reader);
            return payload.StartsWith("{\"type\":\"evaluation.started\","u8) ? Started(ref reader) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private static EvaluationStarted? Started(ref Utf8JsonReader reader) =>
        Take(ref reader, JsonTokenType.StartObject) && Take(ref reader, "type"u8, JsonTokenType.String) && TakeKey(ref reader, out var key)
        && TakeWhole(ref reader, "attempt"u8, out var attempt) && TakeWhole(ref reader, "worker"u8, out var worker) && TakeEnd(ref reader)
            ? new EvaluationStarted(key, attempt, worker) : null;

    private EvaluationEnded? Ended(ref Utf8JsonReader reader) =>
        Take(ref reader, JsonTokenType.StartObject) && Take(ref reader, "type"u8, JsonTokenType.String) && TakeKey(ref reader, out var key)
        && TakeWhole(ref reader, "attempt"u8, out var attempt) && TakeWhole(ref reader, "worker"u8, out var worker)
        && Take(ref reader, "result"u8, JsonTokenType.StartObject) && Result(ref reader) is { } result
        && TakeName(ref reader, "retry"u8) && reader.Read() && reader.TokenType is JsonTokenType.True or JsonTokenType.False
        && reader.GetBoolean() is var retry && TakeEnd(ref reader)
            ? new EvaluationEnded(key, attempt, worker, result, retry) : null;

    /// <summary>One with all its numbers and without messages.</summary>
    private EvaluationResult? Result(ref Utf8JsonReader reader)
    {
        if (!Take(ref reader, "state"u8, JsonTokenType.String))
            return null;
        var completed = reader.ValueTextEquals("completed"u8);
        if ((!completed && !reader.ValueTextEquals("diverged"u8)) || Metrics(ref reader) is not { } metrics
            || !TakeWhole(ref reader, "epochs"u8, out var epochs) || !Take(ref reader, "seconds"u8, JsonTokenType.Number))
            return null;
        var result = new EvaluationResult(completed ? EvaluationState.Completed : EvaluationState.Diverged, metrics, epochs, reader.GetDouble());
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
            return result;
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("curve"u8) || !Take(ref reader, JsonTokenType.StartObject) || Curve(ref reader) is not { } curve)
            return null;
        return Take(ref reader, JsonTokenType.EndObject) ? result with { Curve = curve } : null;
    }

    private Dictionary<string, double>? Metrics(ref Utf8JsonReader reader)
    {
        if (!Take(ref reader, "metrics"u8, JsonTokenType.StartObject))
            return null;
        var metrics = new Dictionary<string, double>(_metrics.Count);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = metrics.Count;
            if (place == _metrics.Count || !reader.ValueTextEquals(_metrics[place]))
            {
                _metrics.RemoveRange(place, _metrics.Count - place);
                _metrics.Add(reader.GetString()!);
            }
            if (!Take(ref reader, JsonTokenType.Number) || !metrics.TryAdd(_metrics[place], reader.GetDouble()))
                return null;
        }
        return metrics;
    }

    private Curve? Curve(ref Utf8JsonReader reader)
    {
        if (!Take(ref reader, "metrics"u8, JsonTokenType.StartArray) || Names(ref reader) is not { } metrics)
            return null;
        if (!ReferenceEquals(metrics, _curve.Metrics))
            _curve = new Curve(metrics, [], []);
        if (!withCurves)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                reader.Skip();
            return _curve;
        }
        if (!Take(ref reader, "epochs"u8, JsonTokenType.StartArray))
            return null;
        var epochs = new List<int>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            epochs.Add(reader.GetInt32());
        if (reader.TokenType != JsonTokenType.EndArray || !Take(ref reader, "values"u8, JsonTokenType.StartArray))
            return null;
        var values = new List<IReadOnlyList<double>>(metrics.Count);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var row = new List<double>(epochs.Count);
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
                row.Add(reader.GetDouble());
            if (reader.TokenType != JsonTokenType.EndArray)
                return null;
            values.Add(row);
        }
        return reader.TokenType == JsonTokenType.EndArray && Take(ref reader, JsonTokenType.EndObject)
            ? new Curve(metrics, epochs, values) : null;
    }

    private IReadOnlyList<string>? Names(ref Utf8JsonReader reader)
    {
        var last = _curve.Metrics;
        var same = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.String && same < last.Count && reader.ValueTextEquals(last[same]))
            same++;
        if (reader.TokenType == JsonTokenType.EndArray && same == last.Count)
            return last;
        var metrics = last.Take(same).ToList();
        for (; reader.TokenType == JsonTokenType.String; reader.Read())
            metrics.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray ? metrics : null;
    }

    private static bool TakeKey(ref Utf8JsonReader reader, out EvaluationKey key)
    {
        key = default;
        if (!Take(ref reader, "evaluation"u8, JsonTokenType.String) || reader.ValueSpan.Length > LongestKey)
            return false;
        Span<char> text = stackalloc char[LongestKey];
        key = EvaluationKey.Parse(text[..reader.CopyString(text)]);
        return true;
    }

    private static bool TakeWhole(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out int number)
    {
        number = 0;
        return Take(ref reader, name, JsonTokenType.Number) && reader.TryGetInt32(out number);
    }

    private static bool TakeEnd(ref Utf8JsonReader reader) => Take(ref reader, JsonTokenType.EndObject) && !reader.Read();

    private static bool TakeName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        Take(ref reader, JsonTokenType.PropertyName) && reader.ValueTextEquals(name);

    private static bool Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, JsonTokenType value) =>
        TakeName(ref reader, name) && Take(ref reader, value);

    private static bool Take(ref Utf8JsonReader reader, JsonTokenType type) => reader.Read() && reader.TokenType == type;
}
