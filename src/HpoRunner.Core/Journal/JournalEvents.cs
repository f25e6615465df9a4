using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HpoRunner.Journal;

internal enum EventProblem
{
    None,

    /// <summary>A type that this version does not know, and that may not be skipped.</summary>
    Unknown,

    /// <summary>The members are not those of the type.</summary>
    Unreadable,
}

/// <summary>
/// Events as JSON objects whose first member is <c>type</c>. An unknown type with <c>"optional":true</c> right behind reads as null;
/// later versions write so what earlier ones may skip.
/// </summary>
internal static class JournalEvents
{
    private static readonly JsonTypeInfo<JournalEvent> AnyEvent =
        (JsonTypeInfo<JournalEvent>)JournalJson.Options.GetTypeInfo(typeof(JournalEvent));

    // The type is looked up here and not by the serializer, which would read each event twice to find out.
    private static readonly (byte[] Opening, Type Type)[] Types =
    [
        .. AnyEvent.PolymorphismOptions!.DerivedTypes.Select(type =>
            (Encoding.UTF8.GetBytes($"{{\"type\":\"{type.TypeDiscriminator}\""), type.DerivedType)),
    ];

    public static byte[] Write(JournalEvent journalEvent)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(journalEvent, AnyEvent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, JournalRecord.MaxLength / 2, nameof(journalEvent));
        return payload;
    }

    /// <param name="withCurves">False leaves out the numbers of every <see cref="Evaluation.EvaluationResult.Curve"/>.</param>
    public static JournalEvent? Read(ReadOnlySpan<byte> payload, out EventProblem problem, bool withCurves = true)
    {
        problem = EventProblem.None;
        foreach (var (opening, type) in Types)
        {
            if (!payload.StartsWith(opening))
                continue;
            // The others hold no curve, and metadata of a second kind would take a tenth of a second to make.
            var options = withCurves || type != typeof(EvaluationEnded) ? JournalJson.Options : JournalJson.WithoutCurves;
            try
            {
                return (JournalEvent)JsonSerializer.Deserialize(payload, options.GetTypeInfo(type))!;
            }
            catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException
                or InvalidOperationException or NotSupportedException)
            {
                problem = EventProblem.Unreadable;
                return null;
            }
        }
        if (!IsOptional(payload))
            problem = EventProblem.Unknown;
        return null;
    }

    private static bool IsOptional(ReadOnlySpan<byte> payload)
    {
        var rest = payload["{\"type\":\""u8.Length..];
        var nameEnd = rest.IndexOf((byte)'"');
        return nameEnd >= 0 && rest[(nameEnd + 1)..].StartsWith(",\"optional\":true"u8);
    }
}
