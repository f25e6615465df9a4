using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Journal;

/// <summary>How events and experiments read as JSON: the one place that decides names, numbers and scalars.</summary>
internal static class JournalJson
{
    private static readonly ScalarJsonConverter Scalars = new();

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Default,
        RespectNullableAnnotations = true,
        // With metadata made by the compiler the first use takes half the time; reflection is for what is not an event.
        TypeInfoResolver =
            JsonTypeInfoResolver.Combine(JournalJsonContext.Default, new DefaultJsonTypeInfoResolver()).WithAddedModifier(Require),
        Converters =
        {
            Scalars, new ConfigurationJsonConverter(), new EvaluationKeyJsonConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
        },
    };

    /// <summary>
    /// As <see cref="Options"/>, but of learning curves the names of their metrics alone: the run's state has no use for the numbers.
    /// </summary>
    public static JsonSerializerOptions WithoutCurves { get; } = new(Options) { Converters = { new CurveNames() } };

    /// <summary>For people and programs that look at results: every name is there, what is not known is null.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        NewLine = "\n",
    };

    private sealed class CurveNames : JsonConverter<Curve>
    {
        public override Curve Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string[]? metrics = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("metrics"u8))
                    metrics = JsonSerializer.Deserialize<string[]>(ref reader, options);
                else
                    reader.Skip();
            }
            return new Curve(metrics ?? throw new JsonException("a curve has metrics"), [], []);
        }

        public override void Write(Utf8JsonWriter writer, Curve value, JsonSerializerOptions options) =>
            throw new NotSupportedException("a curve that is left out cannot be written");
    }

    /// <summary>
    /// What has no default and cannot be null must be there: an absent number is no 0. Members that were added later have a default, so
    /// that older journals open.
    /// </summary>
    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // Anonymous types are only written: without setters nothing of them can be required.
            if (property is { Set: not null, AssociatedParameter: { HasDefaultValue: false, IsMemberInitializer: false } parameter })
                property.IsRequired = parameter.ParameterType.IsValueType
                    ? Nullable.GetUnderlyingType(parameter.ParameterType) is null
                    : !parameter.IsNullable;
            // The serializer does not run initializers: what is absent would be null where nobody expects it.
            else if (property is
                { Set: not null, AssociatedParameter.IsMemberInitializer: true, IsSetNullable: false, PropertyType.IsValueType: false })
                property.IsRequired = true;
        }
    }

    private sealed class ScalarJsonConverter : JsonConverter<Scalar>
    {
        private const string NonFiniteMember = "number";

        public override Scalar Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => string.Intern(reader.GetString()!),
            JsonTokenType.StartObject => ReadNonFinite(ref reader),
            _ => throw new JsonException("a value must be a number, a text, true or false"),
        };

        public override void Write(Utf8JsonWriter writer, Scalar value, JsonSerializerOptions options)
        {
            switch (value.Kind)
            {
                case ScalarKind.Number when double.IsFinite(value.AsNumber):
                    writer.WriteNumberValue(value.AsNumber);
                    break;
                case ScalarKind.Number:
                    // As a text alone it would come back as one.
                    writer.WriteStartObject();
                    writer.WriteString(NonFiniteMember, value.ToString());
                    writer.WriteEndObject();
                    break;
                case ScalarKind.Boolean:
                    writer.WriteBooleanValue(value.AsBoolean);
                    break;
                default:
                    writer.WriteStringValue(value.ToString());
                    break;
            }
        }

        private static Scalar ReadNonFinite(ref Utf8JsonReader reader)
        {
            if (!reader.Read() || !reader.ValueTextEquals(NonFiniteMember) || !reader.Read())
                throw new JsonException("a value that is an object must be like {\"number\":\"Infinity\"}");
            var number = reader.GetString() switch
            {
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                "NaN" => double.NaN,
                _ => throw new JsonException("a number in words is NaN, Infinity or -Infinity"),
            };
            reader.Read();
            return number;
        }
    }

    private sealed class ConfigurationJsonConverter : JsonConverter<Configuration>
    {
        public override Configuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("a configuration is an object");
            var entries = new List<KeyValuePair<string, Scalar>>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // The same few names and values in every trial: one string each, for as long as the run lasts.
                var name = string.Intern(reader.GetString()!);
                reader.Read();
                entries.Add(new(name, Scalars.Read(ref reader, typeof(Scalar), options)));
            }
            return new Configuration(entries);
        }

        public override void Write(Utf8JsonWriter writer, Configuration value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, scalar) in value.Entries)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, scalar, options);
            }
            writer.WriteEndObject();
        }
    }

    private sealed class EvaluationKeyJsonConverter : JsonConverter<EvaluationKey>
    {
        public override EvaluationKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            EvaluationKey.Parse(reader.GetString() ?? throw new JsonException("an evaluation is a text like 12.0.3"));

        public override void Write(Utf8JsonWriter writer, EvaluationKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
