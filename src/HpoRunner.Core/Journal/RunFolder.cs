using System.Globalization;

namespace HpoRunner.Journal;

/// <summary>
/// Where a run keeps what: <c>results/&lt;experiment&gt;/&lt;run&gt;/</c>. The run's id is UTC date and time of its start and four
/// hexadecimal digits, <c>20261121-021407-7f3a</c>, so ids sort by age.
/// </summary>
internal sealed class RunFolder
{
    public const string LatestName = "latest";
    public const string JournalName = "journal.jsonl";

    private const string IdTimeFormat = "yyyyMMdd-HHmmss";
    private const int IdLength = 20;

    /// <param name="path">An existing run's folder, or where one will be.</param>
    public RunFolder(string path) => Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public string Id => System.IO.Path.GetFileName(Path);

    public string ExperimentName => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)) ?? "";

    public string Results => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(Path)) ?? Path;

    public string Journal => In(JournalName);

    public string Lock => In("run.lock");

    public string Owner => In("owner.json");

    public string ExperimentFile => In("experiment.yaml");

    public string Trials => In("trials.csv");

    public string Ranking => In("ranking.csv");

    public string Evaluations => In("evaluations.csv");

    public string Curves => In("curves.csv");

    public string Summary => In("summary.json");

    public string Report => In("report.html");

    public string Charts => In("charts");

    public string Best => In("best");

    public string Models => In("models");

    public string Logs => In("logs");

    public bool Exists => File.Exists(Journal);

    /// <summary>A place for a new run, which does not exist yet.</summary>
    /// <param name="fourDigits">Draws a number below 65536; random, so that runs started in the same second differ.</param>
    public static RunFolder ForNewRun(string results, string experimentName, TimeProvider clock, Func<int> fourDigits)
    {
        RefusePathInName(experimentName);
        while (true)
        {
            var time = clock.GetUtcNow().UtcDateTime.ToString(IdTimeFormat, CultureInfo.InvariantCulture);
            var id = string.Create(CultureInfo.InvariantCulture, $"{time}-{fourDigits() & 0xFFFF:x4}");
            var folder = new RunFolder(System.IO.Path.Combine(results, experimentName, id));
            if (!Directory.Exists(folder.Path))
                return folder;
        }
    }

    public static bool IsId(ReadOnlySpan<char> name) =>
        name.Length == IdLength && name[15] == '-' && name[16..].IndexOfAnyExcept("0123456789abcdef") < 0
        && DateTime.TryParseExact(name[..15], IdTimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Writes a file that is derived from the journal, whole or not at all; its folder is made when missing.</summary>
    /// <param name="name">Relative to the run's folder. The report and the charts follow the umask; all else is the owner's alone.</param>
    public void Write(string name, string text)
    {
        var path = Prepare(name);
        RunFile.Write(path, text, IsShared(path));
    }

    /// <summary>Writes text piece by piece, however much it is.</summary>
    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string name, Action<TextWriter> write)
    {
        var path = Prepare(name);
        RunFile.Write(path, write, IsShared(path));
    }

    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string name, byte[] bytes)
    {
        var path = Prepare(name);
        RunFile.Write(path, bytes, IsShared(path));
    }

    public override string ToString() => Path;

    private static void RefusePathInName(string name)
    {
        // The experiment file's reader allows far less; this is the last fence before names become folders.
        if (name.Length == 0 || name[0] == '.' || name == LatestName || name.IndexOfAny(['/', '\\', '\0']) >= 0)
            throw new ArgumentException($"'{name}' cannot name a folder of runs", nameof(name));
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private string Prepare(string name)
    {
        var path = System.IO.Path.GetFullPath(In(name));
        if (!path.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' lies outside the run's folder", nameof(name));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    private bool IsShared(string path) =>
        path == Report || path.StartsWith(Charts + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
