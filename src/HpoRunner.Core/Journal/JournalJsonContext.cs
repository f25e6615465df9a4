using System.Text.Json.Serialization;

namespace HpoRunner.Journal;

/// <summary>
/// How events are read and written, worked out by the compiler; names and converters are those of <see cref="JournalJson.Options"/>.
/// </summary>
[JsonSerializable(typeof(JournalEvent))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;
