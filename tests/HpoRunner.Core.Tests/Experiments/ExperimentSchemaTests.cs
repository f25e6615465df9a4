using System.Text.Json.Nodes;
using HpoRunner.Experiments.Reading;
using HpoRunner.Training;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

internal sealed class ExperimentSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ExperimentSchema.Write())!.AsObject();

    [Test]
    public void Write_KeysOfTheReaderAndOfTheSchema_AreTheSame()
    {
        var reader = Paths(ExperimentKeys.Root, "").Concat(NotYet.Keys.Where(row => row.Off is not null).Select(row => row.Path));
        Assert.That(Paths(Schema, "").Order(), Is.EqualTo(reader.Order()));
    }

    [Test]
    public void Write_Parameters_AreThoseOfTheTable()
    {
        var properties = Schema["properties"]!["parameters"]!["properties"]!.AsObject();
        Assert.That(
            properties.Select(property => property.Key),
            Is.EqualTo(ParameterTable.All.Concat(SurfaceParameters.Everywhere).Select(row => row.Name).Distinct()));
        foreach (var (name, schema) in properties)
        {
            var longForm = schema!["anyOf"]!.AsArray()[^1]!["properties"]!.AsObject();
            Assert.That(longForm.Select(property => property.Key), Is.EqualTo(ExperimentKeys.Parameter.Keys.Select(key => key.Name)), name);
            var elsewhere = SurfaceParameters.Everywhere.FirstOrDefault(row => name == "optimizer" && row.Name == name);
            Assert.That((string)schema["description"]!, Does.Contain((elsewhere ?? ParameterSet.FindAnywhere(name))!.Allowed));
        }
    }

    [Test]
    public void Write_EveryKeyOfTheSchema_IsKnownToTheReader()
    {
        foreach (var path in Paths(Schema, "").Where(path => path.Contains('.', StringComparison.Ordinal)))
        {
            var (section, key) = (path.Split('.')[0], path.Split('.')[1]);
            var errors = Sample.Errors((section == "data" ? "!" : "") + $"{section}: {{{key}: 1}}");
            Assert.That(errors.Where(error => error.Contains("unknown key", StringComparison.Ordinal)), Is.Empty, path);
        }
    }

    [Test]
    public void Write_Names_AreThoseThatTheReaderTakes()
    {
        foreach (var section in ExperimentKeys.Root.Keys.Where(key => key.Kind == KeyKind.Section))
        {
            foreach (var key in section.Keys.Where(key => key.Kind == KeyKind.Name && section.Name != "data"))
            {
                foreach (var name in key.Names)
                    Assert.That(Sample.Errors($"{section.Name}: {{{key.Name}: {name}}}")
                        .Where(error => error.Contains("is not known", StringComparison.Ordinal)), Is.Empty);
            }
        }
    }

    [Test]
    public void Write_Text_HasUnixLineEndsAndEndsWithOne() =>
        Assert.That(ExperimentSchema.Write(), Does.Not.Contain("\r").And.EndsWith("}\n"));

    private static IEnumerable<string> Paths(KeyDefinition definition, string path) =>
        definition.Keys.SelectMany(key => Paths(key, path + key.Name + ".").Prepend(path + key.Name));

    /// <summary>All keys but those below parameters and points, whose names are the trainer's.</summary>
    private static IEnumerable<string> Paths(JsonNode? schema, string path)
    {
        var properties =
            schema?["properties"] as JsonObject
            ?? (schema?["anyOf"] as JsonArray)?.Select(one => one?["properties"]).OfType<JsonObject>().FirstOrDefault();
        if (properties is null || path is "parameters." or "points.")
            return [];
        return properties.SelectMany(property => Paths(property.Value, path + property.Key + ".").Prepend(path + property.Key));
    }
}
