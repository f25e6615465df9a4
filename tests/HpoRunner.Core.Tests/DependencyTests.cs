using System.Text.RegularExpressions;

namespace HpoRunner;

/// <summary>
/// The layout shows the architecture only as long as its folders use each other in the allowed directions. Each folder's
/// <c>using</c> lines are compared with the table here, which is design.md's.
/// </summary>
internal sealed class DependencyTests
{
    /// <summary>
    /// Folder of HpoRunner.Core → folders of it that it may use. The root (ExperimentRunner and its decider) may use all.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Experiments"] = [],
        ["CrossValidation"] = ["Experiments"],
        ["Search"] = ["Experiments"],
        ["Evaluation"] = ["Experiments", "CrossValidation"],
        ["Journal"] = ["Experiments", "Evaluation"],
        ["Workers"] = ["Experiments", "Evaluation", "Journal"],
        ["Ranking"] = [],
        ["Reports"] = ["Experiments", "Evaluation", "Journal", "Ranking"],
        ["Models"] = ["Experiments", "Evaluation", "Journal", "Reports"],
        ["Steering"] = ["Journal"],
        ["Planning"] = ["Experiments", "Evaluation", "Journal", "Storage"],
        ["Storage"] = ["Experiments", "Evaluation", "Journal"],
    };

    private static readonly string Source = Path.Combine(RepositoryRoot(), "src");

    [Test]
    public void CoreFolders_UseOnlyWhatTheTableAllows()
    {
        var core = Path.Combine(Source, "HpoRunner.Core");
        var folders = Directory.GetDirectories(core).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj"))
            .ToList();
        Assert.That(folders, Is.EquivalentTo(Allowed.Keys), "a new folder needs its place in the table");
        var violations =
            from folder in folders
            from file in Directory.EnumerateFiles(Path.Combine(core, folder), "*.cs", SearchOption.AllDirectories)
            from used in FoldersUsedBy(file)
            where used != folder && !Allowed[folder].Contains(used)
            select $"{Path.GetRelativePath(core, file)} uses {used}";
        Assert.That(violations, Is.Empty);
    }

    [TestCase("HpoRunner.Training", "HpoRunner.Core")]
    [TestCase("HpoRunner.Training", "HpoRunner.csproj")]
    [TestCase("HpoRunner.Core", "HpoRunner.csproj")]
    public void Projects_PointOneWay(string project, string mustNotReference) =>
        Assert.That(File.ReadAllText(Path.Combine(Source, project, project + ".csproj")), Does.Not.Contain($"/{mustNotReference}"));

    [Test]
    public void Training_UsesNothingOfTheCore()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Source, "HpoRunner.Training"), "*.cs", SearchOption.AllDirectories)
            .Where(IsSource);
        Assert.That(
            files.Where(file => Regex.IsMatch(File.ReadAllText(file), @"^using HpoRunner\.(?!Training)", RegexOptions.Multiline)),
            Is.Empty);
    }

    [Test]
    public void Container_IsSeenInProgramAndHostingAlone()
    {
        var app = Path.Combine(Source, "HpoRunner");
        var users = Directory.EnumerateFiles(app, "*.cs", SearchOption.AllDirectories).Where(IsSource)
            .Where(file => File.ReadAllText(file).Contains("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(app, file));
        Assert.That(users, Is.SubsetOf((string[])["Program.cs", Path.Combine("Hosting", "RunSession.cs")]));
    }

    [Test]
    public void SourceFiles_StayBelowFourHundredLines()
    {
        var files = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(IsSource);
        Assert.That(files.Where(file => File.ReadLines(file).Count() > 400), Is.Empty);
    }

    private static IEnumerable<string> FoldersUsedBy(string file) =>
        Regex.Matches(File.ReadAllText(file), @"^using (?:static )?HpoRunner\.(\w+)", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).Where(Allowed.ContainsKey);

    private static bool IsSource(string file) =>
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "HpoRunner.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
