namespace HpoRunner.Journal;

/// <summary>
/// A journal of 60 records, interrupted everywhere. The steps of one undisturbed writing are recorded; then the file is made up as it
/// would be after every byte of every step, as the system keeps it (a killed process) or as a disk might after a power cut.
/// </summary>
public sealed class JournalCrashTests
{
    private const int RecordCount = 60;

    // ,"crc":"01234567"}
    private const int TrailerLength = 19;

    private static readonly IReadOnlyList<JournalEvent> Events = SampleEvents.Take(RecordCount - 1);
    private static readonly IReadOnlyList<DiskStep> Steps = RecordSteps();

    // Ends[n] is how long the undisturbed journal is with n records.
    private static readonly byte[] Whole = Steps.Aggregate(
        SimulatedJournal.HeaderRecord, (content, step) => SimulatedDisk.Apply(content, step, step.Bytes.Length));
    private static readonly int[] Ends = [
        .. SimulatedJournal.Lines(Whole).Aggregate(new List<int> { 0 }, (ends, line) => [.. ends, ends[^1] + line.Length])];

    private static IEnumerable<TestCaseData> Damages()
    {
        yield return new TestCaseData(Damage.None).SetArgDisplayNames("process killed");
        yield return new TestCaseData(Damage.Garbled).SetArgDisplayNames("power cut, garbled");
        yield return new TestCaseData(Damage.Zeroed).SetArgDisplayNames("power cut, zero-filled");
    }

    [TestCaseSource(nameof(Damages))]
    public void Fault24And30_CrashAtEveryByte_LosesNothingAcknowledgedAndRecovers(Damage damage)
    {
        foreach (var (content, flushed, acknowledged) in CrashPoints(damage))
        {
            var disk = new SimulatedDisk(content);
            var recovered = SimulatedJournal.Recover(disk);

            // Not one Assert per point: there are tens of thousands.
            if (recovered.Entries.Count < acknowledged)
                Assert.Fail(
                    $"{recovered.Entries.Count} of {acknowledged} acknowledged records came back from {content.Length} bytes, "
                    + $"{flushed} of them flushed");
            if (!IsWhole(disk.Content, recovered.Entries.Count))
                Assert.Fail($"recovery left another journal than was written, from {content.Length} bytes");
        }
        Assert.That(
            SimulatedJournal.Read(Whole).Select(entry => SampleEvents.Json(entry.Event)),
            Is.EqualTo(Events.Prepend(SampleEvents.Header).Select(SampleEvents.Json)));
        Assert.That(Steps, Has.Count.EqualTo((RecordCount - 1) * 2));
    }

    [Test]
    public void Fault24_CrashAtEveryOperationOfTheWriter_LosesNothingAcknowledged()
    {
        const int EventCount = 20;
        var operations = CountOperations(EventCount);
        for (var crash = 0; crash < operations; crash++)
        {
            foreach (var byteCount in new[] { 0, 1, 100, int.MaxValue })
            {
                var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
                var (at, part) = (crash, byteCount);
                disk.Fault = (number, _) => number >= at ? new DiskFault(new SimulatedCrashException(), number == at ? part : 0) : null;
                var acknowledged = 1 + WriteUntilFailure(disk, EventCount);

                disk.Fault = null;
                var recovered = SimulatedJournal.Recover(disk);
                Assert.That(recovered.Entries, Has.Count.InRange(acknowledged, acknowledged + 1));
                Assert.That(IsWhole(disk.Content, recovered.Entries.Count), Is.True);
            }
        }
    }

    [Test]
    public void Fault24_CrashDuringRecoveryAtEveryOperationAndByte_RecoversTheSame()
    {
        var whole = SimulatedJournal.Bytes(3);
        var last = SimulatedJournal.Lines(whole)[^1].Length;
        for (var cut = whole.Length - last; cut < whole.Length; cut++)
        {
            foreach (var tail in new[] { "", "x", "\0\0\0", "half a record\nand more" })
                CrashDuringRecovery([.. whole.AsSpan(0, cut), .. System.Text.Encoding.UTF8.GetBytes(tail)]);
        }
        CrashDuringRecovery(whole[..^1]);
        CrashDuringRecovery([.. whole[..^1], (byte)'~']);
    }

    /// <summary>
    /// Sectors of one write may reach the disk in any order. A hole with a whole record, or the whole end of one, behind it looks like
    /// damage and is told as such, with its line; a hole up to the end is a torn tail, and everything before it comes back.
    /// </summary>
    [Test]
    public void Fault30_SectorMissingInAGroup_IsDamageBeforeSoundRecordsAndElseATornTail()
    {
        const int Sector = 512;
        var whole = SimulatedJournal.Bytes(20);
        var flushed = SimulatedJournal.HeaderRecord.Length;
        var starts = SimulatedJournal.Lines(whole).Aggregate(new List<int> { 0 }, (ends, line) => [.. ends, ends[^1] + line.Length])
            .SkipLast(1).ToList();
        var (damaged, torn) = (0, 0);
        for (var hole = flushed / Sector * Sector; hole < whole.Length; hole += Sector)
        {
            var (begin, end) = (Math.Max(hole, flushed), Math.Min(hole + Sector, whole.Length));
            var disk = new SimulatedDisk(whole.ToArray());
            disk.Content.AsSpan(begin..end).Clear();
            var hit = starts.FindLastIndex(start => start <= begin);
            if (end < whole.Length)
            {
                Assert.That(whole.Length - end, Is.GreaterThan(TrailerLength), "the last record's end is whole");
                var damage = Assert.Throws<JournalDamagedException>(() => SimulatedJournal.Recover(disk))!;
                Assert.That(
                    (damage.Line, damage.Offset, disk.Steps.Count), Is.EqualTo((hit + 1L, (long)starts[hit], 0)),
                    $"hole at {hole}");
                damaged++;
                continue;
            }
            var recovered = SimulatedJournal.Recover(disk);
            Assert.That(recovered.Entries, Has.Count.EqualTo(hit), $"hole at {hole}");
            Assert.That(disk.Content, Is.EqualTo(whole[..starts[hit]]));
            Assert.That(recovered.Torn, Is.EqualTo(new TornTail(starts[hit], whole.Length - starts[hit])));
            torn++;
        }
        Assert.That((damaged, torn), Is.EqualTo((whole.Length / Sector - flushed / Sector, 1)));
    }

    private static void CrashDuringRecovery(byte[] content)
    {
        var expected = SimulatedJournal.Recover(new SimulatedDisk(content));
        for (var crash = 0; ; crash++)
        {
            var (disk, at, met) = (new SimulatedDisk(content), crash, false);
            disk.Fault = (number, _) =>
            {
                met |= number == at;
                return number >= at ? new DiskFault(new SimulatedCrashException(), number == at ? 1 : 0) : null;
            };
            var kept = new List<byte[]>();
            try
            {
                SimulatedJournal.Recover(disk, kept);
            }
            catch (SimulatedCrashException)
            {
                // As asked.
            }
            if (!met)
                return;
            disk.Fault = null;
            var again = SimulatedJournal.Recover(disk, kept);
            Assert.That(again.Entries.SequenceEqual(expected.Entries, EntryComparer.Instance), Is.True);
            Assert.That(SimulatedJournal.Read(disk.Content), Has.Count.EqualTo(expected.Entries.Count));
            Assert.That(disk.Content[^1], Is.EqualTo((byte)'\n'));
            Assert.That(kept.Concat(expected.Kept).Distinct(ByteComparer.Instance).Count(), Is.EqualTo(expected.Kept.Count));
        }
    }

    /// <summary>The file after every byte of every step, with how much of it is flushed and how many records were acknowledged.</summary>
    private static IEnumerable<(byte[] Content, int Flushed, int Acknowledged)> CrashPoints(Damage damage)
    {
        var (content, flushed, acknowledged) = (SimulatedJournal.HeaderRecord, SimulatedJournal.HeaderRecord.Length, 1);
        foreach (var step in Steps)
        {
            if (step.Operation == DiskOperation.Flush)
            {
                flushed = content.Length;
                acknowledged++;
                continue;
            }
            for (var count = 0; count <= step.Bytes.Length; count++)
                yield return (Damaged(damage, content, step, count), flushed, acknowledged);
            content = SimulatedDisk.Apply(content, step, step.Bytes.Length);
        }
    }

    /// <summary>
    /// The first bytes as they were, the rest of the write dropped (a killed process), garbled (each byte another) or zero.
    /// </summary>
    private static byte[] Damaged(Damage damage, byte[] content, DiskStep step, int soundCount)
    {
        if (damage == Damage.None)
            return SimulatedDisk.Apply(content, step, soundCount);
        var bytes = step.Bytes.ToArray();
        var noise = new Training.Numerics.RandomStream((ulong)(step.Offset * 1000 + soundCount));
        foreach (ref var value in bytes.AsSpan(soundCount))
            value = damage == Damage.Zeroed ? (byte)0 : (byte)(value ^ (1 + noise.NextInt(255)));
        return SimulatedDisk.Apply(content, step with { Bytes = bytes }, bytes.Length);
    }

    private static IReadOnlyList<DiskStep> RecordSteps()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        WriteUntilFailure(disk);
        return disk.Steps;
    }

    private static int CountOperations(int eventCount)
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord) { Fault = (_, _) => null };
        WriteUntilFailure(disk, eventCount);
        return disk.OperationCount;
    }

    /// <summary>Appends one event after the other; returns how many were acknowledged.</summary>
    private static int WriteUntilFailure(SimulatedDisk disk, int count = RecordCount - 1)
    {
        var writer = new JournalWriter(disk, SimulatedJournal.HeaderPosition, 1, new ManualClock());
        var acknowledged = 0;
        try
        {
            foreach (var journalEvent in Events.Take(count))
            {
                writer.AppendAndWait(journalEvent);
                acknowledged++;
            }
        }
        catch (JournalFailedException)
        {
            // The crash.
        }
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return acknowledged;
    }

    private static bool IsWhole(byte[] content, int count) => content.AsSpan().SequenceEqual(Whole.AsSpan(0, Ends[count]));

    public enum Damage
    {
        None,
        Garbled,
        Zeroed,
    }
}
