using System.Runtime.Versioning;

namespace HpoRunner.Journal;

public sealed class RunFolderTests
{
    private readonly ManualClock _clock = new();
    private TemporaryFolder _results = null!;

    [SetUp]
    public void MakeFolder() => _results = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _results.Dispose();

    [Test]
    [SetCulture("ar-SA")]
    public void ForNewRun_AnyCulture_NamesTheUtcTimeAndFourDigits()
    {
        var run = RunFolder.ForNewRun(_results.Path, "digits", _clock, () => 0x00a);

        Assert.That(run.Id, Is.EqualTo("20261121-021407-000a"));
        Assert.That(run.Path, Is.EqualTo(Path.Combine(_results.Path, "digits", run.Id)));
        Assert.That((run.ExperimentName, run.Results), Is.EqualTo(("digits", _results.Path)));
        Assert.That(RunFolder.IsId(run.Id), Is.True);
    }

    [Test]
    public void ForNewRun_DigitsTaken_DrawsAgain()
    {
        var first = _results.NewRun("0001");
        Directory.CreateDirectory(first.Path);
        var draws = new Queue<int>([1, 1, 2]);

        Assert.That(RunFolder.ForNewRun(_results.Path, "sample", _clock, draws.Dequeue).Id, Is.EqualTo("20261121-021407-0002"));
    }

    [Test]
    public void Fault66_ForNewRun_NameThatIsAPath_IsRefused(
        [Values("", "..", "../up", "a/b", "a\\b", ".hidden", "latest", "a\0b")] string name
    ) => Assert.Throws<ArgumentException>(() => RunFolder.ForNewRun(_results.Path, name, _clock, () => 0));

    [Test]
    public void Fault66_Write_OutsideTheFolder_IsRefused([Values("../x.csv", "/tmp/x.csv", "charts/../../x", "..")] string name)
    {
        var run = _results.NewRun();
        Assert.Throws<ArgumentException>(() => run.Write(name, "x"));
    }

    [Test]
    public void IsId_OtherNames_AreNone([Values("", "latest", "20261121-021407-7f3", "20261121-021407-7F3a", "20261321-021407-7f3a",
        "20261121x021407-7f3a", ".20261121-021407-7f3a.tmp")] string name) =>
        Assert.That(RunFolder.IsId(name), Is.False);

    [Test]
    public void Write_OverAnOlderFile_ReplacesItWholeInUtf8WithoutMark()
    {
        var run = _results.NewRun();
        run.Write("trials.csv", "a long old text\n");
        File.WriteAllText($"{run.Trials}.tmp", "what a killed process left");

        run.Write("trials.csv", "trial,µ\n");

        Assert.That(File.ReadAllBytes(run.Trials), Is.EqualTo("trial,µ\n"u8.ToArray()));
        Assert.That(Directory.GetFiles(run.Path), Is.EqualTo(new[] { run.Trials }));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void Fault72_Write_DerivedFiles_AreTheOwnersAloneButTheReport()
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var run = _results.NewRun();
        var plain = Path.Combine(_results.Path, "plain");
        File.WriteAllText(plain, "");
        run.Write("trials.csv", "x");
        run.Write("report.html", "x");
        run.Write("charts/01-progress.svg", "x"u8.ToArray());

        Assert.That(File.GetUnixFileMode(run.Trials), Is.EqualTo(Owner));
        Assert.That(File.GetUnixFileMode(run.Report), Is.EqualTo(File.GetUnixFileMode(plain)));
        Assert.That(File.GetUnixFileMode(Path.Combine(run.Charts, "01-progress.svg")), Is.EqualTo(File.GetUnixFileMode(plain)));
    }

    [Test]
    public async Task Create_ASecondRun_MovesTheLink()
    {
        await using (JournalFile.Create(_results.NewRun("0001"), SampleEvents.Header, _clock))
        {
        }
        await using (JournalFile.Create(_results.NewRun("0002"), SampleEvents.Header, _clock))
        {
        }

        Assert.That(new DirectoryInfo(Path.Combine(_results.Path, "latest")).LinkTarget, Is.EqualTo("sample/20261121-021407-0002"));
        Assert.That(File.Exists(Path.Combine(_results.Path, "latest", "journal.jsonl")), Is.True);
        Assert.That(Directory.GetFileSystemEntries(_results.Path), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Fault31_InterruptedCreation_LeavesNoRun()
    {
        var run = _results.NewRun();
        var draft = Path.Combine(_results.Path, "sample", $".{run.Id}.tmp");
        Directory.CreateDirectory(draft);
        File.WriteAllBytes(Path.Combine(draft, "journal.jsonl"), SimulatedJournal.HeaderRecord);

        Assert.That(new RunCatalog(_results.Path).List(), Is.Empty);
        await using var journal = JournalFile.Create(_results.NewRun("0002"), SampleEvents.Header, _clock);
        Assert.That(new RunCatalog(_results.Path).List(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Fault31_CreationFailsHalfway_LeavesNothing()
    {
        var run = _results.NewRun();
        // The place is taken in the meantime, so the rename fails.
        Directory.CreateDirectory(run.Path);
        File.WriteAllText(Path.Combine(run.Path, "taken"), "");

        Assert.Throws<JournalFailedException>(() => JournalFile.Create(run, SampleEvents.Header, _clock));

        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_results.Path, "sample")), Is.EqualTo(new[] { run.Path }));
    }

    [Test]
    [Platform("Linux")]
    public void Fault34_PlaceThatCannotBeWritten_IsSaidBeforeAnythingElse()
    {
        File.WriteAllText(Path.Combine(_results.Path, "file"), "");
        string[] places = ["/proc/nowhere", Path.Combine(_results.Path, "file"), Path.Combine(_results.Path, new string('x', 300))];
        foreach (var place in places)
        {
            var run = RunFolder.ForNewRun(place, "sample", _clock, () => 0);
            var exception = Assert.Throws<JournalFailedException>(() => JournalFile.Create(run, SampleEvents.Header, _clock));
            Assert.That(exception!.Message, Does.Contain("the run cannot be created in").And.Contain(place));
        }
    }

    [Test]
    public void Fault34_OpenForAppend_NoFolder_IsSaid()
    {
        var exception = Assert.Throws<JournalFailedException>(() => JournalFile.OpenForAppend(_results.NewRun(), _clock, _ => { }));
        Assert.That(exception!.Message, Does.Contain("cannot be opened"));
    }
}
