using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;

namespace HpoRunner.Workers.Protocol;

/// <summary>
/// Messages as lines of JSON and back; values read as in the journal. A line that is no message is a value, not an exception.
/// </summary>
internal static partial class ProtocolJson
{
    /// <summary>Of the protocol; raised when an older worker would misunderstand.</summary>
    public const int Protocol = 1;

    /// <summary>Texts in messages are cut to this many bytes, so that lines stay under 2,000 (srun delays longer ones).</summary>
    private const int TextBytes = 1200;

    private static readonly LineContext Context = new(new JsonSerializerOptions(JournalJson.Options)
    {
        AllowOutOfOrderMetadataProperties = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    });

    /// <summary>Of the program; coordinator and worker must be the same build.</summary>
    public static string ProgramVersion { get; } =
        typeof(ProtocolJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Writes the message without a line end.</summary>
    public static void Write(Utf8JsonWriter writer, ProtocolMessage message) =>
        JsonSerializer.Serialize(writer, message, Context.ProtocolMessage);

    /// <summary>The message in a line without its line end; null with the reason when there is none.</summary>
    public static ProtocolMessage? Read(ReadOnlySpan<byte> line, out string? error)
    {
        if (!Utf8.IsValid(line))
        {
            error = "the line is not UTF-8";
            return null;
        }
        try
        {
            error = null;
            var message = JsonSerializer.Deserialize(line, Context.ProtocolMessage);
            if (message is null)
                error = "the line is null, not an object";
            return message;
        }
        catch (Exception fault)
            when (fault is JsonException or NotSupportedException or FormatException or ArgumentException or InvalidOperationException)
        {
            error = fault.Message;
            return BadResult(line);
        }
    }

    /// <summary>
    /// A completed message whose metrics are no numbers (null, a text) is no result; but it names the evaluation, which must not wait for
    /// another answer. Null when the line is not even that.
    /// </summary>
    private static FailedMessage? BadResult(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.GetProperty("type").GetString() != "completed"
                || root.GetProperty("metrics") is not { ValueKind: JsonValueKind.Object } metrics)
                return null;
            foreach (var metric in metrics.EnumerateObject().Where(metric => !IsNumber(metric.Value)))
            {
                var message = Fit(
                    $"the metric {metric.Name} is {metric.Value.GetRawText()}; allowed: a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
                return new FailedMessage(
                    EvaluationKey.Parse(root.GetProperty("evaluation").GetString() ?? ""), root.GetProperty("attempt").GetInt32(),
                    FailedKind.Trainer, message);
            }
            return null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static bool IsNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        || (value.ValueKind == JsonValueKind.String && value.GetString() is "NaN" or "Infinity" or "-Infinity");

    public static byte[] WriteFinalFit(FinalFit fit) => JsonSerializer.SerializeToUtf8Bytes(fit, Context.FinalFit);

    public static FinalFit ReadFinalFit(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.FinalFit) ?? throw new JsonException("the file holds no final fit");

    /// <summary>The text, or as much of its beginning as a line may carry.</summary>
    public static string Fit(string text)
    {
        if (text.Length > TextBytes)
            text = Shorten(text, TextBytes);
        while (JsonEncodedText.Encode(Whole(text)).EncodedUtf8Bytes.Length > TextBytes)
            text = Shorten(text, text.Length * 3 / 4);
        return Whole(text);
    }

    private static string Shorten(string text, int length) => text[..(length - 1)] + "…";

    /// <summary>A cut may leave half a surrogate pair, which JSON cannot carry.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [JsonSerializable(typeof(ProtocolMessage))]
    [JsonSerializable(typeof(FinalFit))]
    [JsonSerializable(typeof(Scalar))]
    [JsonSerializable(typeof(Configuration))]
    [JsonSerializable(typeof(EvaluationKey))]
    private sealed partial class LineContext : JsonSerializerContext;
}
