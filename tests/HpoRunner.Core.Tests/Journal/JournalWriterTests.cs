namespace HpoRunner.Journal;

/// <summary>Appending to a disk that works: groups, acknowledgement, order and time.</summary>
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
        Assert.That(SimulatedJournal.JsonBehindHeader(disk.Content), Is.EqualTo(Events.Select(SampleEvents.Json)));
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
}
