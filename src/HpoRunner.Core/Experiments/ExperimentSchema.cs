using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HpoRunner.Experiments.Reading;
using HpoRunner.Training;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

/// <summary>
/// The JSON Schema (draft 7, what editors' YAML extensions read best) of experiment files, made from the reader's own table of keys and
/// the trainer's table of parameters. It helps while typing; the reader has the last word.
/// </summary>
internal static class ExperimentSchema
{
    private const string TimeSpanPattern = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$";
    private const string PercentagePattern = "^[0-9.]+ ?%$";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write()
    {
        var root = Section(ExperimentKeys.Root, "");
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "HpoRunner experiment",
        };
        foreach (var (name, member) in root.ToList())
        {
            root.Remove(name);
            schema[name] = member;
        }
        schema["anyOf"] = new JsonArray(Needs("data"), Needs("trainer"));
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Needs(string key) => new() { ["required"] = Texts([key]) };

    private static JsonObject Section(KeyDefinition definition, string path)
    {
        var properties = new JsonObject();
        foreach (var key in definition.Keys)
            properties[key.Name] = Key(key, Join(path, key.Name));
        foreach (var (later, off, instead) in NotYet.Keys)
        {
            if (off is not null && later.StartsWith(path + ".", StringComparison.Ordinal) && later.LastIndexOf('.') == path.Length)
                properties[later[(path.Length + 1)..]] = new JsonObject
                {
                    ["const"] = Constant(off), ["description"] = Capitalized(instead) + ".",
                };
        }
        var section = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (definition.Keys.Any(key => key.IsRequired))
            section["required"] = Texts(definition.Keys.Where(key => key.IsRequired).Select(key => key.Name));
        return section;
    }

    private static JsonObject Key(KeyDefinition key, string path)
    {
        var schema = key.Kind switch
        {
            KeyKind.Section => Section(key, path),
            KeyKind.Text => Text(),
            KeyKind.Texts when key.Names.Count > 0 => List(Names(key.Names), 0),
            KeyKind.Texts => List(Text(), 0),
            KeyKind.TextOrTexts => AnyOf(Text(), List(Text(), 1)),
            KeyKind.Whole => Number("integer", key),
            KeyKind.WholeOrName => AnyOf(Names(key.Names), Number("integer", key)),
            KeyKind.Real => Number("number", key),
            KeyKind.Boolean => new JsonObject { ["type"] = "boolean" },
            KeyKind.Name => Names(key.Names),
            KeyKind.Share => AnyOf(Share()),
            KeyKind.ShareOrName => AnyOf([Names(key.Names), .. Share()]),
            KeyKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = TimeSpanPattern, ["minLength"] = 2 },
            KeyKind.Size => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+ *(KiB|MiB|GiB|TiB)$" },
            KeyKind.TimeOfDay => new JsonObject { ["type"] = "string", ["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
            KeyKind.NamesByText => new JsonObject { ["type"] = "object", ["additionalProperties"] = Names(key.Names) },
            KeyKind.Special => Special(key, path),
            _ => throw new InvalidOperationException($"{path} has no schema of its own"),
        };
        schema["description"] = key.Default is null ? key.Meaning : $"{key.Meaning} Default: {key.Default}.";
        return schema;
    }

    private static JsonObject Special(KeyDefinition key, string path) => path switch
    {
        "data.file" => AnyOf(Text(), Section(key, path)),
        "metric" => AnyOf(Names(ExperimentKeys.MetricNames), Section(key, path)),
        "parameters" => Parameters(Parameter),
        "constraints" => List(new JsonObject { ["type"] = "string", ["pattern"] = "^[^<>=!]+(<=|>=|==|!=|<|>)[^<>=!]+$" }, 0),
        "points" => List(Parameters(Value), 0),
        _ => throw new InvalidOperationException($"{path} has no schema of its own"),
    };

    private static JsonObject Parameters(Func<ParameterDefinition, JsonObject> one)
    {
        var properties = new JsonObject();
        var onSurfacesAlone = SurfaceParameters.Everywhere.Where(row => ParameterTable.Find(row.Name) is null);
        foreach (var row in ParameterTable.All.Select(WithNamesOnSurfaces).Concat(onSurfacesAlone))
        {
            properties[row.Name] = one(row);
            var needs = row.Beside is { } needed ? $" Needs {needed}." : "";
            properties[row.Name]!["description"] =
                $"{row.Meaning}{needs} Takes {row.Allowed}. Default: {row.DefaultText ?? row.Default.ToString()}.";
        }
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["minProperties"] = 1, ["properties"] = properties };
    }

    /// <summary>An editor does not look at the trainer first: it offers what either takes.</summary>
    private static ParameterDefinition WithNamesOnSurfaces(ParameterDefinition row) =>
        SurfaceParameters.Everywhere.FirstOrDefault(other => other.Name == row.Name) is { } onSurface
            ? row with { Names = onSurface.Names }
            : row;

    /// <summary>A fixed value, a choice, or the long form.</summary>
    private static JsonObject Parameter(ParameterDefinition row)
    {
        var properties = new JsonObject();
        foreach (var key in ExperimentKeys.Parameter.Keys)
            properties[key.Name] = ParameterKey(key, row);
        var longForm = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        return AnyOf(Value(row), List(Value(row), 1), longForm);
    }

    private static JsonObject ParameterKey(KeyDefinition key, ParameterDefinition row)
    {
        var schema = key.Kind switch
        {
            KeyKind.Value => Value(row),
            KeyKind.Values => List(Value(row), 1),
            KeyKind.Numbers => List(new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 }, 1),
            KeyKind.Special => new JsonObject { ["type"] = "object", ["minProperties"] = 1 },
            _ => Key(key, key.Name),
        };
        schema["description"] = key.Meaning;
        return schema;
    }

    private static JsonObject Value(ParameterDefinition row)
    {
        var bounds = new JsonObject { ["type"] = row.Kind == ParameterKind.Whole ? "integer" : "number" };
        if (double.IsFinite(row.Min))
            bounds[row.MinOpen ? "exclusiveMinimum" : "minimum"] = row.Min;
        if (double.IsFinite(row.Max))
            bounds[row.MaxOpen ? "exclusiveMaximum" : "maximum"] = row.Max;
        return row.Kind switch
        {
            ParameterKind.Name => Names(row.Names),
            ParameterKind.Text => Text(),
            ParameterKind.Boolean when row.Names.Count == 0 => new JsonObject { ["type"] = "boolean" },
            ParameterKind.Boolean => AnyOf(new JsonObject { ["type"] = "boolean" }, Names(row.Names)),
            _ when row.Names.Count > 0 => AnyOf(bounds, Names(row.Names)),
            _ => bounds,
        };
    }

    private static JsonObject Number(string type, KeyDefinition key)
    {
        var number = new JsonObject { ["type"] = type };
        if (double.IsFinite(key.Min))
            number["minimum"] = key.Min;
        if (double.IsFinite(key.Max))
            number["maximum"] = key.Max;
        return number;
    }

    private static JsonObject[] Share() =>
    [
        new JsonObject { ["type"] = "string", ["pattern"] = PercentagePattern },
        new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["exclusiveMaximum"] = 1 },
    ];

    /// <summary>What stands where a text is wanted: 64 and true are texts, too, there.</summary>
    private static JsonObject Text() => new() { ["type"] = Texts(["string", "number", "boolean"]) };

    private static JsonObject Names(IEnumerable<string> names) => new() { ["enum"] = Texts(names) };

    private static JsonObject List(JsonObject items, int fewest) => new() { ["type"] = "array", ["minItems"] = fewest, ["items"] = items };

    private static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonNode Constant(string off) => off switch
    {
        "false" => false,
        _ => Scalar.TryParseNumber(off, out var number) ? number : off,
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
