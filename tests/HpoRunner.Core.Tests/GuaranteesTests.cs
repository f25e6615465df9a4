using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HpoRunner;

/// <summary>
/// <c>docs/guarantees.md</c> says which test causes which fault. It is made from the names of the tests, so it cannot claim what no test
/// shows. <c>HPO_WRITE_DOCS=1 ./test --filter GuaranteesTests</c> writes it anew.
/// </summary>
internal sealed partial class GuaranteesTests
{
    private const string Rewrite = "HPO_WRITE_DOCS";

    private static readonly (string Name, string Promise)[] Guarantees =
    [
        ("G1", "No acknowledged result is lost: it is on disk before anything shows or counts it."),
        ("G2", "None is invented or doubled: one accepted result per evaluation."),
        ("G3", "Killed and resumed any number of times, `trials.csv` has the bytes of an undisturbed run."),
        ("G4",
            "Resume is one command without flags; a second coordinator is refused within a second, with process, "
            + "host and start of the first."),
        ("G5", "Damage is never silent."),
        ("G6", "No number is misread."),
        ("G7", "Five seconds after any end, a kill -9 of any of our processes included, no process of the run is alive."),
        ("G8", "Old journals open for ever."),
    ];

    /// <summary>What happens, by number. 70 and 71 belong to a live page that does not exist.</summary>
    private static readonly SortedDictionary<int, string> Faults = new()
    {
        [1] = "a worker is killed in an evaluation",
        [2] = "a worker dies after its result",
        [3] = "an evaluation hangs",
        [4] = "a hang that ignores SIGTERM",
        [5] = "a worker is stopped and answers late",
        [6] = "a worker is killed for its memory",
        [7] = "workers crash at start",
        [8] = "an evaluation kills every worker",
        [9] = "a metric that is no finite number",
        [10] = "a metric missing or misnamed",
        [11] = "noise on standard output",
        [12] = "half a line, then death",
        [13] = "a line in single bytes, many lines at once",
        [14] = "a line of a gigabyte",
        [15] = "a flood of output",
        [16] = "invalid UTF-8, NUL, CRLF",
        [17] = "doubled, unknown and outdated answers",
        [18] = "an exit code that contradicts the result",
        [19] = "a worker that never reads",
        [20] = "a pipe that breaks before sending",
        [21] = "grandchildren that outlive the trainer",
        [22] = "another version of the program",
        [23] = "a worker with other data",
        [24] = "the coordinator is killed at any write",
        [25] = "SIGTERM",
        [26] = "Ctrl-C once",
        [27] = "Ctrl-C twice",
        [28] = "the terminal closes",
        [29] = "the coordinator is killed with workers alive",
        [30] = "power loss",
        [31] = "power loss right after creation",
        [32] = "the disk is full",
        [33] = "a flush fails",
        [34] = "a place that cannot be written",
        [35] = "the journal is removed or cut while running",
        [36] = "two coordinators",
        [37] = "a stale owner file",
        [38] = "a paused owner after another took over",
        [39] = "the wall clock jumps",
        [40] = "a deadline over daylight-saving changes and suspends",
        [41] = "an exception in a hosted service",
        [42] = "the log's disk is full",
        [43] = "10,000 trials of tiny evaluations",
        [44] = "data missing or unreadable",
        [45] = "data changed before a resume",
        [46] = "ragged rows",
        [47] = "cells that are no numbers",
        [48] = "files without rows",
        [49] = "one class, or too small a one",
        [50] = "impossible numbers of folds",
        [51] = "odd encodings, quotes and delimiters",
        [52] = "headers doubled, blank or absent",
        [53] = "huge cells and files",
        [54] = "splits under other cultures",
        [55] = "unknown keys",
        [56] = "wrong types",
        [57] = "blank values",
        [58] = "bounds",
        [59] = "duplicates",
        [60] = "anchors, tags and size bombs",
        [61] = "misread scalars",
        [62] = "empty or gigantic grids",
        [63] = "names",
        [64] = "the experiment edited before a resume",
        [65] = "tags that make objects",
        [66] = "path traversal",
        [67] = "shell text as a parameter's value",
        [68] = "markup in names and labels",
        [69] = "formulas in CSV cells",
        [72] = "who may read a run's files",
        [73] = "any bit flipped",
        [74] = "the journal cut at any byte",
        [75] = "a record twice",
        [76] = "gaps and interleaved terms",
        [77] = "a newer version's journal",
        [78] = "unknown records",
        [79] = "a tail of zeros",
        [80] = "line ends converted",
    };

    /// <summary>67 belongs to command trainers, which this version does not have.</summary>
    private static readonly int[] Elsewhere = [67];

    [Test]
    public void EveryGuaranteeAndFault_HasATest()
    {
        var names = TestNames(Path.Combine(RepositoryRoot(), "tests")).ConvertAll(test => test.Test);
        Assert.That(Faults.Keys.Except(names.SelectMany(FaultsIn)).Except(Elsewhere), Is.Empty, "faults");
        Assert.That(Guarantees.Select(guarantee => guarantee.Name).Except(names.SelectMany(GuaranteesIn)), Is.Empty, "guarantees");
    }

    [Test]
    public void Guarantees_AreThoseThatTestsShow()
    {
        var root = RepositoryRoot();
        var path = Path.Combine(root, "docs", "guarantees.md");
        var text = Page(TestNames(Path.Combine(root, "tests")), LongForms(Path.Combine(root, "tests", "scripts")));
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            File.WriteAllText(path, text);
        Assert.That(
            File.Exists(path) ? File.ReadAllText(path) : "", Is.EqualTo(text),
            $"docs/guarantees.md is stale; write it anew with: {Rewrite}=1 ./test --filter GuaranteesTests");
    }

    private static string Page(IReadOnlyList<(string Fixture, string Test)> tests, IEnumerable<(string Command, string Result)> longForms)
    {
        var page = new StringBuilder(
            "# What a run survives\n\nMade from the names of the tests by `GuaranteesTests`; "
            + "do not edit.\n\n| guarantee | shown by |\n| --- | --- |\n");
        foreach (var (name, promise) in Guarantees)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {name}. {promise} | {Cited(tests.Where(test => GuaranteesIn(test.Test).Contains(name)))} |\n");
        page.Append("\n| fault | what happens | caused in |\n| --- | --- | --- |\n");
        foreach (var (number, fault) in Faults)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {number} | {fault} | {Cited(tests.Where(test => FaultsIn(test.Test).Contains(number)))} |\n");
        page.Append(
            "\nEvery test run takes short forms of these; the long ones are run by hand.\n\n| long form | last seen |\n| --- | --- |\n");
        foreach (var (command, result) in longForms)
            page.Append(CultureInfo.InvariantCulture, $"| `{command}` | {result} |\n");
        return page.ToString();
    }

    /// <summary>From the heads of the scripts, which name both.</summary>
    private static IEnumerable<(string Command, string Result)> LongForms(string folder) =>
        from script in Directory.EnumerateFiles(folder, "*.sh").Order(StringComparer.Ordinal)
        let head = LongForm().Match(File.ReadAllText(script))
        where head.Success
        select (head.Groups["command"].Value, head.Groups["result"].Value.Replace("\n#", "", StringComparison.Ordinal));

    private static string Cited(IEnumerable<(string Fixture, string Test)> tests)
    {
        var cited = tests.Select(test => $"`{test.Fixture}.{test.Test}`").Distinct().Order(StringComparer.Ordinal).ToList();
        return cited.Count == 0 ? "command trainers are to come" : string.Join("<br>", cited);
    }

    private static List<(string Fixture, string Test)> TestNames(string folder) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*Tests.cs", SearchOption.AllDirectories)
           where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
           from Match match in TestName().Matches(File.ReadAllText(file))
           select (Path.GetFileNameWithoutExtension(file), match.Groups["method"].Value + match.Groups["name"].Value),
    ];

    /// <summary>Fault24And30, Fault05_17 and Fault40 alike.</summary>
    private static IEnumerable<int> FaultsIn(string test) =>
        FaultNumbers()
            .Matches(test)
            .SelectMany(match => match.Groups["number"].Captures)
            .Select(capture => int.Parse(capture.Value, CultureInfo.InvariantCulture));

    private static IEnumerable<string> GuaranteesIn(string test) => GuaranteeNumbers().Matches(test).Select(match => match.Value);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no HpoRunner.sln above {AppContext.BaseDirectory}");
        return folder.FullName;
    }

    [GeneratedRegex(@"public (?:async )?(?:void|Task) (?<method>\w+)\(|TestName = ""(?<name>\w+)""")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^# Long form: (?<command>.*)\n# Last seen: (?<result>.*(?:\n#   .*)*)$", RegexOptions.Multiline)]
    private static partial Regex LongForm();

    [GeneratedRegex(@"Fault(?<number>\d+)(?:(?:And|_)(?<number>\d+))*")]
    private static partial Regex FaultNumbers();

    [GeneratedRegex(@"G[1-8](?!\d)")]
    private static partial Regex GuaranteeNumbers();
}
