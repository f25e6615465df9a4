namespace HpoRunner.Journal;

public sealed class JournalWriterTests
{
    private static readonly IReadOnlyList<JournalEvent> Events = SampleEvents.Take(12);
    private static readonly DateTimeOffset Start = new ManualClock().GetUtcNow();

    [Test]
    public async Task Append_ManyWaitForTheDisk_AreOneGroup()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        using var reached = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var writes = 0;
        disk.Fault = (_, operation) =>
        {
            if (operation == DiskOperation.Write && ++writes == 1)
            {
                reached.Set();
                goOn.Wait();
            }
            return null;
        };
        var writer = SimulatedJournal.NewWriter(disk);
        var first = writer.Append(Events[0]);
        reached.Wait();
        var rest = Events.Skip(1).Select(writer.Append).ToList();

        Assert.That(first.IsCompleted, Is.False);
        goOn.Set();
        var sequences = (await Task.WhenAll(rest)).Select(entry => entry.Sequence);
        await writer.DisposeAsync();

        Assert.That(sequences, Is.EqualTo(Enumerable.Range(3, Events.Count - 1)));
        Assert.That(writes, Is.EqualTo(2));
        Assert.That(disk.Steps.Count(step => step.Operation == DiskOperation.Flush), Is.EqualTo(2));
        Assert.That(JsonOf(disk), Is.EqualTo(Events.Select(SampleEvents.Json)));
    }

    [Test]
    public async Task Append_BeforeTheFlush_IsNotAcknowledged()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        using var reached = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        disk.Fault = (_, operation) =>
        {
            if (operation == DiskOperation.Flush)
            {
                reached.Set();
                goOn.Wait();
            }
            return null;
        };
        var writer = SimulatedJournal.NewWriter(disk);
        var append = writer.Append(Events[0]);
        reached.Wait();

        Assert.That(SimulatedJournal.Read(disk.Content), Has.Count.EqualTo(2), "it is written");
        Assert.That(append.IsCompleted, Is.False, "but may not be on disk");
        goOn.Set();
        Assert.That((await append).Sequence, Is.EqualTo(2));
        await writer.DisposeAsync();
    }

    [Test]
    public async Task Append_DurabilityOs_NeverFlushes()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        await using (var writer = SimulatedJournal.NewWriter(disk, settings: new() { Durability = Experiments.Durability.Os }))
            await writer.Append(Events[0]);

        Assert.That(disk.Steps.Select(step => step.Operation), Is.EqualTo(new[] { DiskOperation.Write }));
    }

    [Test]
    public async Task Append_ManyWithoutWaiting_NumbersThemInOrder()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        List<Task<JournalEntry>> appended;
        await using (var writer = SimulatedJournal.NewWriter(disk))
            appended = [.. SampleEvents.Take(500).Select(writer.Append)];

        Assert.That((await Task.WhenAll(appended)).Select(entry => entry.Sequence), Is.EqualTo(Enumerable.Range(2, 500)));
        Assert.That(SimulatedJournal.Read(disk.Content), Has.Count.EqualTo(501));
    }

    [Test]
    public async Task Append_FromEightThreads_WritesEachOnceInAnUnbrokenChain()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        await using (var writer = SimulatedJournal.NewWriter(disk))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(producer => Task.Run(async () =>
            {
                for (var attempt = 1; attempt <= 50; attempt++)
                    await writer.Append(new EvaluationStarted(new(producer, 0, 0), attempt, producer));
            })));
        }

        var started = SimulatedJournal.Read(disk.Content).Skip(1).Select(entry => (EvaluationStarted)entry.Event).ToList();
        Assert.That(started, Is.Unique.And.Count.EqualTo(400));
        Assert.That(started.GroupBy(start => start.Worker), Is.All.Matches<IEnumerable<EvaluationStarted>>(
            own => own.Select(start => start.Attempt).SequenceEqual(Enumerable.Range(1, 50))));
    }

    [Test]
    public void Append_AfterDispose_Throws()
    {
        var writer = SimulatedJournal.NewWriter(new SimulatedDisk(SimulatedJournal.HeaderRecord));
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();

        Assert.Throws<ObjectDisposedException>(() => writer.AppendAndWait(Events[0]));
    }

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
            Assert.That(JsonOf(disk), Is.EqualTo(Events.Select(SampleEvents.Json)));
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
        Assert.That(JsonOf(disk), Is.EqualTo(Events.Select(SampleEvents.Json)));
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
            SimulatedJournal.Read([.. disk.Content, .. rescued]).Skip(1).Select(entry => SampleEvents.Json(entry.Event)),
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

        Assert.That(JsonOf(disk), Is.EqualTo(new[] { SampleEvents.Json(Events[0]) }));
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
            SimulatedJournal.Read([.. before, .. File.ReadAllBytes(rescue)]).Select(entry => SampleEvents.Json(entry.Event)).Skip(1),
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

    [Test]
    public async Task Fault39_WallClockJumpsBack_TimesStillGrow()
    {
        var disk = new SimulatedDisk(SimulatedJournal.HeaderRecord);
        var clock = new ManualClock();
        await using (var writer = SimulatedJournal.NewWriter(disk, clock))
        {
            await writer.Append(Events[0]);
            clock.Set(Start.AddHours(-5));
            await writer.Append(Events[1]);
            await writer.Append(Events[2]);
            clock.Set(Start.AddHours(1));
            await writer.Append(Events[3]);
        }

        var times = SimulatedJournal.Read(disk.Content).Skip(1).Select(entry => entry.At);
        Assert.That(times, Is.EqualTo(new[] { Start, Start.AddTicks(1), Start.AddTicks(2), Start.AddHours(1) }));
    }

    private static DiskFault Full(int byteCount) => new(new IOException("No space left on device"), byteCount);

    private static IEnumerable<string> JsonOf(SimulatedDisk disk) =>
        SimulatedJournal.Read(disk.Content).Skip(1).Select(entry => SampleEvents.Json(entry.Event));
}
