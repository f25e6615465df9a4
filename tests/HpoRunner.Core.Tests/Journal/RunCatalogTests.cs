namespace HpoRunner.Journal;

public sealed class RunCatalogTests
{
    private TemporaryFolder _results = null!;
    private RunCatalog _catalog = null!;

    [SetUp]
    public void MakeRuns()
    {
        _results = new TemporaryFolder();
        _catalog = new RunCatalog(_results.Path);
        foreach (var name in new[] { "digits/20261120-235959-0a0a", "digits/20261121-021407-7f3a", "iris/20261121-021407-7f3b",
            "iris/20261121-030000-0a0a" })
            Make(name);
        Directory.CreateDirectory(Path.Combine(_results.Path, "iris", "20261122-000000-ffff"));
        Directory.CreateDirectory(Path.Combine(_results.Path, "iris", "notes"));
        File.WriteAllText(Path.Combine(_results.Path, "README.md"), "");
        Directory.CreateSymbolicLink(Path.Combine(_results.Path, "latest"), "digits/20261120-235959-0a0a");
    }

    [TearDown]
    public void RemoveFolder() => _results.Dispose();

    [Test]
    public void List_RunsAmongOtherThings_NewestFirst() =>
        Assert.That(
            _catalog.List().Select(run => $"{run.ExperimentName}/{run.Id}"),
            Is.EqualTo(new[] { "iris/20261121-030000-0a0a", "iris/20261121-021407-7f3b",
                "digits/20261121-021407-7f3a", "digits/20261120-235959-0a0a" }));

    [TestCase(null, "iris/20261121-030000-0a0a")]
    [TestCase("latest", "iris/20261121-030000-0a0a")]
    [TestCase("20261120", "digits/20261120-235959-0a0a")]
    [TestCase("20261121-021407-7f3a", "digits/20261121-021407-7f3a")]
    [TestCase("20261121-03", "iris/20261121-030000-0a0a")]
    [TestCase("iris/20261121-030000-0a0a", "iris/20261121-030000-0a0a")]
    [TestCase("7f3b", "iris/20261121-021407-7f3b")]
    [TestCase("7F3B", "iris/20261121-021407-7f3b")]
    public void Resolve_Unambiguous_FindsTheRun(string? run, string expected) =>
        Assert.That(_catalog.Resolve(run).Path, Is.EqualTo(Path.Combine(_results.Path, expected)));

    [Test]
    public void Resolve_Folder_FindsItAnywhere()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(Path.Combine(elsewhere.Path, "journal.jsonl"), "");

        Assert.That(_catalog.Resolve(elsewhere.Path + "/").Path, Is.EqualTo(elsewhere.Path));
    }

    [TestCase("20261121", "could be any of iris/20261121-030000-0a0a, iris/20261121-021407-7f3b, digits/20261121-021407-7f3a")]
    [TestCase("0a0a", "could be any of iris/20261121-030000-0a0a, digits/20261120-235959-0a0a")]
    [TestCase(
        "beef",
        "is called 'beef'; a run is given by its folder, 'latest', or a part of its id as in iris/20261121-030000-0a0a"
    )]
    [TestCase("iris/", "could be any of iris/20261121-030000-0a0a, iris/20261121-021407-7f3b; ")]
    [TestCase("", "is called ''")]
    public void Resolve_UnknownOrAmbiguous_Says(string run, string expected) =>
        Assert.That(Assert.Throws<RunNotFoundException>(() => _catalog.Resolve(run))!.Message, Does.Contain(expected));

    [Test]
    public void Resolve_FolderWithoutJournal_Says() =>
        Assert.That(
            Assert.Throws<RunNotFoundException>(() => _catalog.Resolve(_results.Path))!.Message,
            Does.Contain("is a folder without journal.jsonl"));

    [Test]
    public void Resolve_NoRunsAtAll_SaysHowToStartOne()
    {
        var empty = new RunCatalog(Path.Combine(_results.Path, "none"));

        Assert.That(empty.List(), Is.Empty);
        Assert.That(
            Assert.Throws<RunNotFoundException>(() => empty.Resolve())!.Message,
            Does.Contain("there is no run in").And.Contain("hpo run FILE"));
        Assert.That(
            Assert.Throws<RunNotFoundException>(() => empty.Resolve("7f3a"))!.Message,
            Does.Contain("there is none yet: 'hpo run FILE'").And.Contain(_results.Path));
    }

    private void Make(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_results.Path, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "journal.jsonl"), "");
    }
}
