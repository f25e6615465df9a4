using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>Reads snippets of experiment files for the tests.</summary>
internal static class Sample
{
    public const string FileName = "e.yaml";

    /// <summary>The shortest file; line 1 of every snippet that does not begin with an exclamation mark.</summary>
    public const string Shortest = "data: {file: a.csv, target: y}\n";

    /// <summary>A snippet is what follows line 1; with "!" in front it is the whole file.</summary>
    public static ExperimentReading Read(string snippet, Overrides? overrides = null) =>
        ExperimentFile.ReadText(snippet.StartsWith('!') ? snippet[1..] : Shortest + snippet, FileName, overrides ?? Overrides.None);

    /// <summary>The experiment of a snippet that has no errors.</summary>
    public static Experiment Sound(string snippet, Overrides? overrides = null)
    {
        var reading = Read(snippet, overrides);
        return reading.Experiment ?? throw new InvalidOperationException(string.Join("\n", reading.ErrorLines));
    }

    public static Parameter Parameter(string snippet) => Sound("parameters: " + snippet).Parameters[^1];

    /// <summary>Error lines without the file's name, and with the lists that grow with the trainer's table of parameters named.</summary>
    public static IReadOnlyList<string> Errors(string snippet, Overrides? overrides = null) => Lines(Read(snippet, overrides).ErrorLines);

    public static IReadOnlyList<string> Warnings(string snippet) => Lines(Read(snippet).WarningLines);

    private static IReadOnlyList<string> Lines(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line
            .Replace(FileName + ":", "", StringComparison.Ordinal)
            .Replace(string.Join(", ", ParameterTable.All.Select(row => row.Name)), "<all parameters>", StringComparison.Ordinal)
            .Replace(ParameterTable.Find("init")!.Allowed, "<init>", StringComparison.Ordinal)
            .Replace(ParameterTable.Find("optimizer")!.Allowed, "<optimizer>", StringComparison.Ordinal)),
    ];
}
