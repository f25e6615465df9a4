namespace HpoRunner.Journal;

public sealed class JournalVerificationTests
{
    private static readonly byte[] Journal = SimulatedJournal.Bytes(10);
    private static readonly IReadOnlyList<byte[]> Lines = SimulatedJournal.Lines(Journal);
    private TemporaryFolder _results = null!;

    [SetUp]
    public void MakeFolder() => _results = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _results.Dispose();

    [Test]
    public void Of_SoundJournal_CountsAndFindsNothing()
    {
        var verification = Verify(Journal);

        Assert.Multiple(() =>
        {
            Assert.That(verification.IsSound, Is.True);
            Assert.That(
                (verification.Records, verification.Length, verification.Term, verification.Torn),
                Is.EqualTo((11L, (long)Journal.Length, 1, (TornTail?)null)));
            Assert.That(verification.Last - verification.First, Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(verification.Types,
                Is.EqualTo(new KeyValuePair<string,
                long>[] { new("run.started", 1), new("trial.proposed", 2), new("evaluation.started", 4), new("evaluation.ended", 4) }));
        });
    }

    [Test]
    public void Of_TornTail_IsNoDamage()
    {
        var verification = Verify([.. Journal, .. "half a rec"u8]);

        Assert.That(verification.IsSound, Is.True);
        Assert.That(verification.Torn, Is.EqualTo(new TornTail(Journal.Length, 10)));
        Assert.That(Verify(Journal[..^1]).Torn, Is.EqualTo(new TornTail(Journal.Length - 1, 0)));
    }

    [Test]
    public void Of_SeveralDamages_FindsEach()
    {
        var flipped = Lines[3].ToArray();
        flipped[40] ^= 1;
        var verification = Verify([.. Lines[0], .. Lines[1], .. Lines[2], .. flipped, .. Lines[4], .. Lines[4], .. Lines[5],
            .. Lines[8][..30], .. Lines[8], .. Lines[9]]);

        Assert.That(verification.Findings.Select(finding => (finding.Line, finding.What)), Is.EqualTo(new[]
        {
            (4L, $"{flipped.Length} bytes without a sound record"),
            (5L, "record 4 is missing"),
            (6L, "record 5 stands here a second time"),
            (8L, "30 bytes without a sound record"),
            (8L, "records 7 to 8 are missing"),
        }));
        Assert.That(verification.Records, Is.EqualTo(8));
    }

    [Test]
    public void Of_ConvertedToCrlf_SaysSoOnce()
    {
        var verification = Verify([.. Lines.SelectMany(line => (byte[])[.. line[..^1], (byte)'\r', (byte)'\n'])]);

        Assert.That(verification.Findings.Single().What, Does.Contain("CRLF"));
        Assert.That(verification.Records, Is.EqualTo(11));
    }

    [Test]
    public void Of_WhatTheReaderRefuses_IsNeverSound()
    {
        var journal = SimulatedJournal.Bytes(4);
        for (var bit = 0; bit < journal.Length * 8; bit += 5)
        {
            var content = journal.ToArray();
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            var verification = Verify(content);
            Assert.That(verification.IsSound && verification.Torn is null, Is.False, $"bit {bit}");
        }
        Assert.That(Verify(SimulatedJournal.Bytes(SampleEvents.Take(2))).Findings.Single().What, Does.Contain("not the header"));
        Assert.That(Verify([]).Findings.Single().What, Does.Contain("no header"));
    }

    [Test]
    public async Task Salvage_DamagedJournal_KeepsEverySoundRecordAndOpens()
    {
        var flipped = Lines[3].ToArray();
        flipped[60] ^= 4;
        var damaged = Damaged(
            [.. Lines[0], .. Lines[1], .. Lines[2], .. flipped, .. Lines[4], .. Lines[4], .. Lines[5][..30], .. Lines[6], .. "torn"u8]);
        var before = File.ReadAllBytes(damaged.Journal);
        Assert.Throws<JournalDamagedException>(() => JournalFile.OpenForAppend(damaged, new ManualClock(), _ => { }));
        var target = new RunFolder(Path.Combine(_results.Path, "rescued"));

        var salvage = JournalSalvage.Into(target, damaged);

        var expected = new[] { 0, 1, 2, 4, 6 }.Select(index => Json(Lines[index]));
        var entries = new List<JournalEntry>();
        await using (var journal = JournalFile.OpenForAppend(target, new ManualClock(), entries.Add))
            Assert.That(journal.Writer.Term, Is.EqualTo(2));
        Assert.That(entries.Select(entry => SampleEvents.Json(entry.Event)), Is.EqualTo(expected));
        Assert.That(entries.Select(entry => entry.Sequence), Is.EqualTo(Enumerable.Range(1, 5)));
        Assert.That((salvage.Kept, salvage.HasHeader), Is.EqualTo((5L, true)));
        Assert.That(salvage.Lost, Has.Some.Contain("record 4 is missing").And.Some.Contain("record 5 was kept already")
            .And.Some.Contain("record 6 is missing").And.Some.Contain("a torn tail: 4 bytes"));
        Assert.That(File.ReadAllText(
            Path.Combine(target.Path, "salvage.txt")), Does.StartWith("5 sound records kept of").And.Contain("record 4 is missing"));
        Assert.That(File.ReadAllText(target.ExperimentFile), Is.EqualTo("name: sample\n"));
        Assert.That(File.ReadAllBytes(damaged.Journal), Is.EqualTo(before));
    }

    [Test]
    public void Salvage_HeaderLost_SaysSo()
    {
        var damaged = Damaged([.. Lines[0][5..], .. Lines[1], .. Lines[2]]);

        var salvage = JournalSalvage.Into(new RunFolder(Path.Combine(_results.Path, "rescued")), damaged);

        Assert.That((salvage.Kept, salvage.HasHeader), Is.EqualTo((2L, false)));
    }

    [Test]
    public void Salvage_TargetExists_TouchesNothing()
    {
        var damaged = Damaged(Journal);
        var target = new RunFolder(Directory.CreateDirectory(Path.Combine(_results.Path, "mine")).FullName);

        Assert.That(
            Assert.Throws<JournalFailedException>(() => JournalSalvage.Into(target, damaged))!.Message,
            Does.Contain("exists already"));
        Assert.That(Directory.GetFileSystemEntries(target.Path), Is.Empty);
    }

    private static JournalVerification Verify(byte[] content) => JournalVerification.Of(new SimulatedDisk(content));

    private static string Json(byte[] line)
    {
        var record = line[..^1];
        JournalRecord.Read(record, out _, out var eventStart);
        return SampleEvents.Json(JournalEvents.Read(JournalRecord.TakePayload(record, eventStart), out _)!);
    }

    private RunFolder Damaged(byte[] content)
    {
        var run = _results.NewRun();
        Directory.CreateDirectory(run.Path);
        File.WriteAllBytes(run.Journal, content);
        return run;
    }
}
