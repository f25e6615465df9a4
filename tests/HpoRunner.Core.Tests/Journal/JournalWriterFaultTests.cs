namespace HpoRunner.Journal;

/// <summary>Appending to a disk that is full, fails or is taken away.</summary>
public sealed class JournalWriterFaultTests
{
    private static readonly IReadOnlyList<JournalEvent> Events = SampleEvents.Take(12);
    private static readonly DateTimeOffset Start = new ManualClock().GetUtcNow();

    [Test]
    public async Task Fault32_DiskFullAtEachWriteAndByteCount_LosesNothing([Values(0, 1, 100, int.MaxValue)] int byteCount)
    {
        for (var failing = 0; failing < Events.Count * 3; failing++)
        {
            var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
            var at = failing;
            disk.Fault = (number, operation) => number == at && operation == DiskOperation.Write ? Full(byteCount) : null;
            await using (var writer = SimulatedJournal.NewWriter(disk, new ManualClock(Start, skipPauses: true)))
            {
                foreach (var journalEvent in Events)
                    await writer.Append(journalEvent);
            }
            Assert.That(SimulatedJournal.JsonBehindHeader(disk.Content), Is.EqualTo(Events.Select(SampleEvents.Json)));
        }
    }

    [Test]
    public async Task Fault32_DiskFullForAWhile_ResultsWaitAndPausesGrow()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        var clock = new ManualClock(Start, skipPauses: true);
        var said = new List<string>();
        disk.Fault = (_, operation) => operation == DiskOperation.Write && said.Count < 8 ? Full(30) : null;
        await using (var writer = SimulatedJournal.NewWriter(disk, clock, new() { Retrying = said.Add }))
            await Task.WhenAll(Events.Select(writer.Append));

        Assert.That(said, Has.Count.EqualTo(8).And.All.EqualTo("No space left on device"));
        // 0.1 + 0.2 + 0.4 + 0.8 + 1.6 + 3.2 + 5 + 5
        Assert.That(clock.GetUtcNow() - Start, Is.EqualTo(TimeSpan.FromSeconds(16.3)));
        Assert.That(SimulatedJournal.JsonBehindHeader(disk.Content), Is.EqualTo(Events.Select(SampleEvents.Json)));
    }

    [Test]
    public async Task Fault32_ClosedWhileTheDiskIsFull_FailsAndRescues()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        using var failed = new ManualResetEventSlim();
        disk.Fault = (_, operation) => operation == DiskOperation.Write ? Full(30) : null;
        var rescued = Array.Empty<byte>();
        var writer = SimulatedJournal.NewWriter(disk, settings: new()
        {
            Retrying = _ => failed.Set(),
            Rescue = records =>
            {
                rescued = records.ToArray();
                return "elsewhere";
            },
        });
        var appends = Events.Select(writer.Append).ToList();
        failed.Wait();

        await writer.DisposeAsync();

        foreach (var append in appends)
            Assert.That(
                Assert.ThrowsAsync<JournalFailedException>(() => append)!.Message,
                Does.Contain("12 unsaved records are in elsewhere"));
        Assert.That(disk.Content, Is.EqualTo(SimulatedJournal.HeaderRecord));
        Assert.That(
            SimulatedJournal.JsonBehindHeader([.. disk.Content, .. rescued]),
            Is.EqualTo(Events.Select(SampleEvents.Json)));
    }

    [Test]
    public async Task Fault33_FlushFails_EndsTheRunAndIsNeverRetried([Range(1, 12)] int failing)
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        var flushes = 0;
        disk.Fault = (_, operation) =>
            operation == DiskOperation.Flush && ++flushes >= failing ? new DiskFault(new IOException("Input/output error")) : null;
        var writer = SimulatedJournal.NewWriter(disk);
        var acknowledged = 0;

        var failure = Assert.ThrowsAsync<JournalFailedException>(async () =>
        {
            foreach (var journalEvent in Events)
            {
                await writer.Append(journalEvent);
                acknowledged++;
            }
        });

        Assert.That(acknowledged, Is.EqualTo(failing - 1));
        Assert.That(failure!.Message, Does.Contain("Input/output error"));
        Assert.Throws<JournalFailedException>(() => writer.AppendAndWait(Events[0]));
        await writer.DisposeAsync();
        Assert.That(flushes, Is.EqualTo(failing));
    }

    [Test]
    public void ErrorAtEveryOperation_KeepsWhatWasAcknowledged([Values] DiskOperation operation)
    {
        for (var failing = 0; failing < (Events.Count * 3) + 2; failing++)
        {
            var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
            var at = failing;
            disk.Fault = (number, met) =>
                number == at && met == operation ? new DiskFault(new IOException("Input/output error"), 40) : null;
            var writer = SimulatedJournal.NewWriter(disk, new ManualClock(Start, skipPauses: true));
            var acknowledged = 1;
            try
            {
                foreach (var journalEvent in Events)
                {
                    writer.AppendAndWait(journalEvent);
                    acknowledged++;
                }
            }
            catch (JournalFailedException)
            {
                Assert.That(operation, Is.EqualTo(DiskOperation.Length).Or.EqualTo(DiskOperation.Flush));
            }
            writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
            disk.Fault = null;
            Assert.That(SimulatedJournal.Recover(disk).Entries, Has.Count.InRange(acknowledged, acknowledged + 1));
        }
    }

    [Test]
    public void Fault32_CuttingBackFailsToo_WritesOverTheRest()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        var failures = 0;
        disk.Fault = (_, operation) => operation is DiskOperation.Write or DiskOperation.Truncate && failures++ < 5 ? Full(70) : null;
        var writer = SimulatedJournal.NewWriter(disk, new ManualClock(Start, skipPauses: true));

        writer.AppendAndWait(Events[0]);
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();

        Assert.That(SimulatedJournal.JsonBehindHeader(disk.Content), Is.EqualTo(new[] { SampleEvents.Json(Events[0]) }));
    }

    [Test]
    public async Task Fault35_RemovedOrTruncatedWhileRunning_FailsWithoutWriting([Values] bool removed)
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        var rescued = 0;
        var writer = SimulatedJournal.NewWriter(disk, settings: new() { Rescue = records => $"{rescued = records.Length}" });
        await writer.Append(Events[0]);
        if (removed)
            disk.IsGone = true;
        else
            disk.Truncate(100);
        var content = disk.Content;

        var failure = Assert.ThrowsAsync<JournalFailedException>(() => writer.Append(Events[1]));

        Assert.That(failure!.Message, Does.Contain(removed ? "is gone" : "was truncated to 100 of"));
        Assert.That(disk.Content, Is.EqualTo(content));
        Assert.That(rescued, Is.GreaterThan(0));
        await writer.DisposeAsync();
    }

    [Test]
    public async Task Fault35_FileRemovedOrReplacedWhileRunning_SavesTheRestBesideIt([Values] bool replaced)
    {
        using var folder = new TemporaryFolder();
        var run = folder.NewRun();
        await using var journal = JournalFile.Create(run, SampleEvents.Header, new ManualClock());
        await journal.Writer.Append(Events[0]);
        var before = File.ReadAllBytes(run.Journal);
        File.Delete(run.Journal);
        if (replaced)
            File.WriteAllBytes(run.Journal, [1, 2, 3]);

        var failure = Assert.ThrowsAsync<JournalFailedException>(() => journal.Writer.Append(Events[1]));

        var rescue = Path.Combine(run.Path, $"journal.rescue-{run.Id}-1");
        Assert.That(failure!.Message, Does.Contain(rescue));
        Assert.That(
            SimulatedJournal.JsonBehindHeader([.. before, .. File.ReadAllBytes(rescue)]),
            Is.EqualTo(Events.Take(2).Select(SampleEvents.Json)));
    }

    [Test]
    public async Task Fault38_AnotherCoordinatorTookOver_TheOldOneStopsWithoutWriting()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        var old = SimulatedJournal.NewWriter(disk);
        await old.Append(Events[0]);
        var successor = new JournalWriter(disk, SimulatedJournal.Position(disk.Content), 2, new ManualClock());
        await successor.Append(Events[1]);
        var content = disk.Content;

        var failure = Assert.ThrowsAsync<JournalFailedException>(() => old.Append(Events[2]));

        Assert.That(failure!.Message, Does.Contain("another coordinator has taken over"));
        Assert.That(disk.Content, Is.EqualTo(content));
        Assert.That(SimulatedJournal.Read(content).Select(entry => entry.Term), Is.EqualTo(new[] { 1, 1, 2 }));
        await old.DisposeAsync();
        await successor.DisposeAsync();
    }

    private static DiskFault Full(int byteCount) => new(new IOException("No space left on device"), byteCount);
}
