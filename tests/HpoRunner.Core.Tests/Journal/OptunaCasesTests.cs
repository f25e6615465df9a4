using System.Diagnostics;

namespace HpoRunner.Journal;

/// <summary>The two torn journals that users of Optuna's JournalStorage met, made again with ours: a torn line to which the next writer
/// appended, and a lock that a killed process left.</summary>
internal sealed class OptunaCasesTests
{
    private readonly ManualClock _clock = new();
    private TemporaryFolder _results = null!;
    private RunFolder _run = null!;

    [SetUp]
    public async Task MakeRun()
    {
        _results = new TemporaryFolder();
        _run = _results.NewRun();
        await using var journal = JournalFile.Create(_run, SampleEvents.Header, _clock);
        foreach (var journalEvent in SampleEvents.Take(5))
            await journal.Writer.Append(journalEvent);
    }

    [TearDown]
    public void RemoveFolder() => _results.Dispose();

    [Test]
    public async Task OptunaTornLineThenAppend_OurWriter_CutsTheTornLineAndLosesNothing_Fault24([Values(1, 7, 60)] int bytes)
    {
        // A coordinator that is killed inside a write leaves a part of a line without its newline.
        var sound = File.ReadAllBytes(_run.Journal);
        File.AppendAllBytes(_run.Journal, SimulatedJournal.Lines(sound)[^1].AsSpan(0, bytes));

        await using (var journal = JournalFile.OpenForAppend(_run, _clock, _ => { }))
        {
            Assert.That(journal.Torn, Is.EqualTo(new TornTail(sound.Length, bytes)));
            await journal.Writer.Append(new SearchEnded("appended behind the torn line"));
        }

        var events = JournalReader.ReadAll(_run.Journal).Select(entry => entry.Event).ToList();
        Assert.That(
            events.Take(6).Select(SampleEvents.Json),
            Is.EqualTo(SampleEvents.Take(5).Prepend(SampleEvents.Header).Select(SampleEvents.Json)));
        Assert.That(events[6], Is.EqualTo(new SearchEnded("appended behind the torn line")));
        Assert.That(JournalVerification.Of(_run.Journal).IsSound);
    }

    [Test]
    public void OptunaTornLineThenAppend_AnotherWriter_IsToldAndSalvageKeepsBothSides_G5()
    {
        // What a writer does that appends without looking: its record and the torn one share a line.
        var lines = SimulatedJournal.Lines(File.ReadAllBytes(_run.Journal));
        File.WriteAllBytes(_run.Journal, [.. lines.Take(4).SelectMany(line => line), .. lines[4][..40], .. lines[5]]);

        var damage = Assert.Throws<JournalDamagedException>(() => JournalFile.OpenForAppend(_run, _clock, _ => { }));
        var salvage = JournalSalvage.Into(new RunFolder(Path.Combine(_results.Path, "salvaged")), _run);

        Assert.That((damage!.Line, damage.Reason), Is.EqualTo((5L, "a damaged line with a sound record in it")));
        Assert.That(salvage.Kept, Is.EqualTo(5), "the four before the torn line, and the one behind it");
        Assert.That(
            SampleEvents.Json(JournalReader.ReadAll(salvage.Folder.Journal).Last().Event),
            Is.EqualTo(SampleEvents.Json(SampleEvents.Take(5)[^1])));
    }

    [Test]
    [Category("Process")]
    [Platform("Linux")]
    public async Task OptunaLockLeftByAKilledProcess_TheNextOpensAtOnce_Fault37()
    {
        using var killed = Process.Start(new ProcessStartInfo(
            "flock", ["--no-fork", _run.Lock, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.That(killed.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Assert.That(() => JournalFile.OpenForAppend(_run, _clock, _ => { }), Throws.TypeOf<RunLockedException>());
        killed.Kill();
        killed.WaitForExit();
        Assert.That(File.Exists(_run.Lock), "the file that Optuna's next process waits for until it gives up");

        var watch = Stopwatch.StartNew();
        await using var journal = JournalFile.OpenForAppend(_run, _clock, _ => { });

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        Assert.That(journal.Writer.Term, Is.EqualTo(2));
    }
}
