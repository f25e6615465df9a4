using System.Buffers;
using System.Text;

namespace HpoRunner.Journal;

/// <summary>Faults 74 to 80: what a reader makes of a journal that is not as it was written.</summary>
public sealed class JournalDamageTests
{
    private static readonly byte[] Journal = SimulatedJournal.Bytes(36);
    private static readonly IReadOnlyList<byte[]> Lines = SimulatedJournal.Lines(Journal);

    [Test]
    public void Fault75_RecordTwice_IsRefused([Values(0, 1, 17, 36)] int index)
    {
        var twice = Refused([.. Lines.Take(index + 1), Lines[index], .. Lines.Skip(index + 1)]);
        Assert.That(twice.Reason, Does.Contain("a second time"));
        Assert.That(twice.Line, Is.EqualTo(index + 2));
        if (index < Lines.Count - 1)
            Assert.That(Refused([.. Lines, Lines[index]]).Reason, Does.Contain($"record {index + 1} stands behind record 37"));
    }

    [Test]
    public void Fault76_RecordsMissing_AreNamed()
    {
        Assert.That(Refused([.. Lines.Take(5), .. Lines.Skip(6)]).Reason, Is.EqualTo("record 6 is missing"));
        Assert.That(Refused([.. Lines.Take(5), .. Lines.Skip(9)]).Reason, Is.EqualTo("records 6 to 9 are missing"));
        Assert.That(Refused(Lines.Skip(1)).Reason, Is.EqualTo("record 1 is missing"));
        Assert.That(Refused([Lines[0], Lines[2], Lines[1], .. Lines.Skip(3)]).Reason, Is.EqualTo("record 2 is missing"));
    }

    [Test]
    public void Fault76_TwoTermsInterleaved_AreRefused()
    {
        var common = Lines.Take(4).ToList();
        var position = SimulatedJournal.Position([.. common.SelectMany(line => line)]);
        var second = Continue(position, 2, 3);

        Assert.That(Refused([.. common, second[0], Lines[4]]).Reason, Does.Contain("two coordinators"));
        Assert.That(Refused([.. common, second[0], Lines[5]]).Reason, Does.Contain("two coordinators"));
        Assert.That(Refused([.. common, Lines[4], second[1]]).Reason, Does.Contain("does not follow the record before it"));
        Assert.That(Refused([.. common, Lines[4], second[0]]).Reason, Does.Contain("record 5 stands behind record 5"));
        Assert.That(SimulatedJournal.Read([.. common.Concat(second).SelectMany(line => line)]), Has.Count.EqualTo(7));
    }

    [Test]
    public void Fault77_NewerVersion_IsRefusedAndUntouched([Values] bool first)
    {
        using var folder = new TemporaryFolder();
        var run = folder.NewRun();
        Directory.CreateDirectory(run.Path);
        var newer = Sealed("{\"v\":2,\"n\":2,\"something\":\"else\"");
        byte[] content = first ? newer : [.. Lines[0], .. newer];
        File.WriteAllBytes(run.Journal, content);

        var exception = Assert.Throws<JournalVersionException>(() => JournalFile.OpenForAppend(run, new ManualClock(), _ => { }));

        Assert.That(exception!.Message, Does.Contain("a record of format 2, which this version of hpo does not know"));
        Assert.That(File.ReadAllBytes(run.Journal), Is.EqualTo(content));
        Assert.That(RunLock.IsHeld(run), Is.False);
    }

    [Test]
    public void Fault78_UnknownType_IsSkippedWhenOptionalAndRefusedOtherwise()
    {
        var optional = Continue("{\"type\":\"disk.checked\",\"optional\":true,\"free\":17}", Lines[0]);
        var after = Continue("{\"type\":\"search.ended\",\"reason\":\"40 trials done\"}", optional);
        var reader = new JournalReader(new SimulatedDisk([.. Lines[0], .. optional, .. after]));

        Assert.That(reader.Read().Select(entry => entry.Sequence), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(reader.SkippedCount, Is.EqualTo(1));
        foreach (var payload in new[] { "{\"type\":\"disk.checked\",\"free\":17}", "{\"type\":\"disk.checked\",\"optional\":false}",
            "{\"type\":\"disk.checked\",\"free\":17,\"optional\":true}" })
        {
            var exception = Assert.Throws<JournalVersionException>(() =>
                SimulatedJournal.Read([.. Lines[0], .. Continue(payload, Lines[0])]));
            Assert.That(exception!.Message, Does.Contain("line 2").Or.Contain(":2: a record of type 'disk.checked'"));
        }
    }

    [Test]
    public void Fault79_ZeroFilledTail_IsCut([Values(1, 511, 4096, 1_000_000)] int zeros)
    {
        var disk = new SimulatedDisk([.. Journal, .. new byte[zeros]]);

        var recovered = SimulatedJournal.Recover(disk);

        Assert.That(recovered.Entries, Has.Count.EqualTo(Lines.Count));
        Assert.That(recovered.Torn, Is.EqualTo(new TornTail(Journal.Length, zeros)));
        Assert.That(recovered.Kept.Single(), Has.Length.EqualTo(zeros));
        Assert.That(disk.Content, Is.EqualTo(Journal));
    }

    [Test]
    public void Fault80_ConvertedToCrlf_IsSaid()
    {
        var converted = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Journal).ReplaceLineEndings("\r\n"));

        Assert.That(Refused([converted]).Reason, Does.Contain("CRLF"));
        Assert.That(Refused([converted]).Line, Is.EqualTo(1));
        Assert.That(Refused([.. Lines.Take(5), [.. Lines[5][..^1], (byte)'\r', (byte)'\n']]).Reason, Does.Contain("CRLF"));
        Assert.That(Refused([[0xEF, 0xBB, 0xBF], .. Lines]).Reason, Does.Contain("byte order mark"));
    }

    [Test]
    public void Read_TornLineFollowedByAnAppend_IsDamageAndNotASilentLoss()
    {
        // What a writer does that appends behind a torn line without looking; its record would vanish with the line.
        var exception = Refused([.. Lines.Take(5), Lines[5][..50], Lines[5], Lines[6]]);

        Assert.That(exception.Line, Is.EqualTo(6));
        Assert.That(exception.Reason, Is.EqualTo("a damaged line with a sound record in it"));
    }

    /// <summary>Found by crashing the recovery at every byte: the second line of garbage took the record's place in the buffer.</summary>
    [TestCase("half a record\nand more")]
    [TestCase("\n\n")]
    [TestCase("x\ny\nz\n")]
    public void Fault74_LastRecordWithoutNewlineBeforeGarbageLines_IsKept(string garbage)
    {
        byte[] whole = [.. Journal[..^1], .. Encoding.UTF8.GetBytes(garbage)];
        var disk = new SimulatedDisk(whole);

        var recovered = SimulatedJournal.Recover(disk);

        Assert.That(recovered.Entries, Has.Count.EqualTo(Lines.Count));
        Assert.That(recovered.Torn, garbage[0] == '\n' ? Is.Not.Null : Is.EqualTo(new TornTail(Journal.Length - 1, garbage.Length)));
        Assert.That(disk.Content, Is.EqualTo(Journal));
    }

    [Test]
    public void Read_NoHeader_IsRefused()
    {
        Assert.That(Refused([]).Reason, Does.Contain("no header"));
        Assert.That(Refused([Lines[0][..30]]).Reason, Does.Contain("no header"));
        Assert.That(
            Refused(SimulatedJournal.Lines(SimulatedJournal.Bytes(SampleEvents.Take(3)))).Reason,
            Does.Contain("the first record is 'trial.proposed'"));
        Assert.That(
            Refused(SimulatedJournal.Lines(SimulatedJournal.Bytes([SampleEvents.Header, SampleEvents.Header]))).Reason,
            Is.EqualTo("a second header"));
    }

    [Test]
    public void Read_WithoutHeader_GivesAllThatFollowsIt()
    {
        var reader = new JournalReader(new SimulatedDisk(Journal), withHeader: false);
        Assert.Multiple(() =>
        {
            Assert.That(reader.Read().Select(entry => (entry.Sequence, entry.At)),
                Is.EqualTo(SimulatedJournal.Read(Journal).Skip(1).Select(entry => (entry.Sequence, entry.At))));
            Assert.That(reader.Position.Sequence, Is.EqualTo(Lines.Count));
            Assert.That(reader.SkippedCount, Is.Zero, "left out is not skipped");
        });
    }

    [Test]
    public void Read_WithoutADamagedHeader_IsRefused()
    {
        var content = Journal.ToArray();
        content[40] ^= 1;
        Assert.That(
            () => new JournalReader(new SimulatedDisk(content), withHeader: false).Read().Count(),
            Throws.TypeOf<JournalDamagedException>().With.Property("Line").EqualTo(1));
    }

    [Test]
    public void Read_SoundRecordWithWrongMembers_IsRefused()
    {
        foreach (var payload in new[] { "{\"type\":\"evaluation.started\",\"evaluation\":\"1.0.0\",\"worker\":1}",
            "{\"type\":\"evaluation.ended\",\"evaluation\":\"1.0.0\",\"attempt\":1,\"worker\":1}",
            "{\"type\":\"trial.proposed\",\"trial\":\"x\"}", "{\"type\":\"evaluation.started\",\"evaluation\":\"1.2\"}",
            "{\"type\":\"trial.proposed\",\"trial\":1,\"parameters\":7}" })
            Assert.That(Refused([Lines[0], Continue(payload, Lines[0])]).Reason, Does.Contain("its members are not those of"));
    }

    private static JournalDamagedException Refused(IEnumerable<byte[]> lines)
    {
        var disk = new SimulatedDisk([.. lines.SelectMany(line => line)]);
        var exception = Assert.Throws<JournalDamagedException>(() => SimulatedJournal.Recover(disk));
        Assert.That(disk.Steps, Is.Empty);
        return exception!;
    }

    private static List<byte[]> Continue(JournalPosition position, int term, int count)
    {
        var output = new ArrayBufferWriter<byte>();
        var (sequence, previous) = (position.Sequence, position.Checksum);
        foreach (var journalEvent in SampleEvents.Take(count))
            previous = JournalRecord.Write(
                output, ++sequence, term, previous, new ManualClock().GetUtcNow(), JournalEvents.Write(journalEvent));
        return [.. SimulatedJournal.Lines(output.WrittenSpan.ToArray())];
    }

    private static byte[] Continue(string payload, byte[] before)
    {
        var output = new ArrayBufferWriter<byte>();
        JournalRecord.Read(before.AsSpan(0, before.Length - 1), out var header, out _);
        JournalRecord.Write(output, header.Sequence + 1, header.Term, header.Checksum, header.At, Encoding.UTF8.GetBytes(payload));
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Sealed(string body) =>
        Encoding.UTF8.GetBytes($"{body},\"crc\":\"{Crc32C.Compute(Encoding.UTF8.GetBytes(body)):x8}\"}}\n");
}
