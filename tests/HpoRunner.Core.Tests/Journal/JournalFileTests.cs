using System.Runtime.Versioning;

namespace HpoRunner.Journal;

public sealed class JournalFileTests
{
    private readonly ManualClock _clock = new();
    private TemporaryFolder _results = null!;

    [SetUp]
    public void MakeFolder() => _results = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _results.Dispose();

    [Test]
    public async Task Create_NewRun_HasEveryFileAndALink()
    {
        var run = _results.NewRun();
        await using (JournalFile.Create(run, SampleEvents.Header, _clock))
        {
            var names = Directory.EnumerateFileSystemEntries(run.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
            Assert.That(names, Is.EqualTo(new[] { "experiment.yaml", "journal.jsonl", "owner.json", "run.lock" }));
        }
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(run.ExperimentFile), Is.EqualTo("name: sample\n"));
            Assert.That(new DirectoryInfo(Path.Combine(_results.Path, "latest")).LinkTarget, Is.EqualTo("sample/20261121-021407-7f3a"));
            Assert.That(Directory.GetDirectories(Path.Combine(_results.Path, "sample")), Is.EqualTo(new[] { run.Path }));
        });
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Fault72_Create_NewRun_FilesAreTheOwnersAlone()
    {
        var run = _results.NewRun();
        await using var journal = JournalFile.Create(run, SampleEvents.Header, _clock);

        Assert.That(
            Directory.EnumerateFiles(run.Path).Select(File.GetUnixFileMode),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task OpenForAppend_AfterEachOpening_ReplaysAllAndCountsTerms()
    {
        var run = _results.NewRun();
        var events = SampleEvents.Take(6);
        await using (var journal = JournalFile.Create(run, SampleEvents.Header, _clock))
            await Task.WhenAll(events.Take(3).Select(journal.Writer.Append));

        var second = new List<JournalEntry>();
        await using (var journal = JournalFile.OpenForAppend(run, _clock, second.Add))
        {
            Assert.That(journal.Torn, Is.Null);
            foreach (var journalEvent in events.Skip(3))
                await journal.Writer.Append(journalEvent);
        }
        var third = JournalReader.ReadAll(run.Journal).ToList();

        Assert.That(second.Select(entry => entry.Sequence), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(third.Select(entry => entry.Term), Is.EqualTo(new[] { 1, 1, 1, 1, 2, 2, 2 }));
        Assert.That(third.Skip(1).Select(entry => SampleEvents.Json(entry.Event)), Is.EqualTo(events.Select(SampleEvents.Json)));
    }

    [Test]
    public async Task ReadHeader_WhileTheCoordinatorHoldsTheLock_ReadsIt()
    {
        var run = _results.NewRun();
        await using var journal = JournalFile.Create(run, SampleEvents.Header, _clock);

        var header = JournalReader.ReadHeader(run.Journal);

        Assert.That(header.Experiment.Parameters[0].Domain, Is.EqualTo(SampleEvents.Header.Experiment.Parameters[0].Domain));
        Assert.That(RunLock.IsHeld(run), Is.True);
    }

    [Test]
    public async Task OpenForAppend_TornTail_CutsItAndKeepsItsBytes()
    {
        var run = _results.NewRun();
        await using (JournalFile.Create(run, SampleEvents.Header, _clock))
        {
        }
        var sound = File.ReadAllBytes(run.Journal);
        File.AppendAllText(run.Journal, "{\"v\":1,\"seq\":2,\"te");

        await using (var journal = JournalFile.OpenForAppend(run, _clock, _ => { }))
            Assert.That(journal.Torn, Is.EqualTo(new TornTail(sound.Length, 18)));

        Assert.That(File.ReadAllBytes(run.Journal), Is.EqualTo(sound));
        Assert.That(File.ReadAllText(Path.Combine(run.Path, "journal.torn-2")), Is.EqualTo("{\"v\":1,\"seq\":2,\"te"));
    }

    [Test]
    public async Task OpenForAppend_TornTwiceInOneTerm_KeepsBoth()
    {
        var run = _results.NewRun();
        await using (JournalFile.Create(run, SampleEvents.Header, _clock))
        {
        }
        foreach (var torn in new[] { "{\"v\":1", "{\"v\":1,\"s" })
        {
            File.AppendAllText(run.Journal, torn);
            await using var journal = JournalFile.OpenForAppend(run, _clock, _ => { });
        }

        Assert.That(File.ReadAllText(Path.Combine(run.Path, "journal.torn-2")), Is.EqualTo("{\"v\":1"));
        Assert.That(File.ReadAllText(Path.Combine(run.Path, "journal.torn-2-2")), Is.EqualTo("{\"v\":1,\"s"));
    }
}
