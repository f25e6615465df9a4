using System.Text.RegularExpressions;
using HpoRunner.Experiments.Reading;
using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>docs/techniques.md: what it names is there, and all that an experiment may name is on it.</summary>
internal sealed partial class TechniquesPageTests
{
    /// <summary>Names, what to read, what tests it: the second, third and fourth cell of every row.</summary>
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(ShippedFolder.Root, "docs", "techniques.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Split('|')[2..5]),
    ];

    private static readonly string[] Named = [.. Rows.SelectMany(row => Quoted(row[0])).Distinct()];

    [Test]
    public void Files_OfEveryRow_AreThere()
    {
        string[] wanted =
        [
            .. Rows.SelectMany(row => Quoted(row[1])).Select(file => Place("src", file, "")),
            .. Rows.SelectMany(row => Quoted(row[2])).Select(file => Place("tests", file, ".Tests")),
        ];

        Assert.That(wanted.Where(file => !File.Exists(file)), Is.Empty);
        Assert.That(Rows, Has.All.Matches<string[]>(row => row.All(cell => Quoted(cell).Any())));
    }

    [Test]
    public void Names_OfEveryRow_AreUnderstood() => Assert.That(Named.Where(name => !IsUnderstood(name)), Is.Empty);

    [Test]
    public void Table_EveryParameterAndTechnique_IsOnThePage()
    {
        string[] wanted =
        [
            .. ParameterTable.All.Select(row => row.Name)
                .Where(name => name is not ("init" or "optimizer" or "loss" or "activation" or "schedule")),
            .. from name in new[] { "init", "optimizer", "loss", "activation", "schedule" }
            from value in ParameterTable.Find(name)!.Names
            where value != "auto"
            select $"{name}: {value}",
            .. KnownMetrics.Names.Where(name => !name.StartsWith("train_", StringComparison.Ordinal)).Select(name => $"metric: {name}"),
        ];

        Assert.That(wanted.Except(Named), Is.Empty);
    }

    private static bool IsUnderstood(string name)
    {
        if (name.StartsWith("hpo ", StringComparison.Ordinal))
            return true;
        var parts = name.Split(": ");
        if (parts is ["metric", var metric])
            return KnownMetrics.Names.Contains(metric);
        return ParameterSet.FindAnywhere(parts[0]) is not { } row
            ? parts.Length == 1 && ExperimentKeys.Root.Find(name) is not null
            : parts.Length == 1 || row.Check(parts[1]) is null || parts[1] == "newton";
    }

    private static string Place(string folder, string file, string suffix) => file.StartsWith("Core/", StringComparison.Ordinal)
        ? Path.Combine(ShippedFolder.Root, folder, $"HpoRunner.Core{suffix}", file["Core/".Length..])
        : Path.Combine(ShippedFolder.Root, folder, $"HpoRunner.Training{suffix}", file);

    private static IEnumerable<string> Quoted(string cell) => BetweenQuotes().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BetweenQuotes();
}
