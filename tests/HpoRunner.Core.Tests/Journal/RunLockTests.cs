using System.Diagnostics;

namespace HpoRunner.Journal;

public sealed class RunLockTests
{
    private readonly ManualClock _clock = new();
    private TemporaryFolder _results = null!;
    private RunFolder _run = null!;

    [SetUp]
    public void MakeRun()
    {
        _results = new TemporaryFolder();
        _run = _results.NewRun();
        Directory.CreateDirectory(_run.Path);
    }

    [TearDown]
    public void RemoveFolder() => _results.Dispose();

    [Test]
    public void G4_SecondCoordinator_IsToldPidHostAndStart_Fault36()
    {
        using var held = RunLock.Take(_run, _clock, TimeSpan.Zero);

        var exception = Assert.Throws<RunLockedException>(() => RunLock.Take(_run, _clock, TimeSpan.Zero));

        Assert.That(exception!.Owner, Is.EqualTo(new RunOwner(Environment.ProcessId, Environment.MachineName, _clock.GetUtcNow())));
        Assert.That(
            exception.Message,
            Does.Contain($"process {Environment.ProcessId} on {Environment.MachineName} since 2026-11-21 02:14:07 UTC"));
        Assert.That(RunLock.IsHeld(_run), Is.True);
    }

    [Test]
    public void G4_SecondCoordinator_IsRefusedWithinASecond_Fault36()
    {
        using var held = RunLock.Take(_run, _clock, TimeSpan.Zero);
        var watch = Stopwatch.StartNew();

        Assert.Throws<RunLockedException>(() => JournalFile.OpenForAppend(_run, TimeProvider.System, _ => { }));

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Fault36_TwoCoordinatorsAHundredTimes_OneWins()
    {
        for (var round = 0; round < 100; round++)
        {
            using var barrier = new Barrier(2);
            var taken = new RunLock?[2];
            Parallel.Invoke(Try(0), Try(1));
            Assert.That(taken.Count(own => own is not null), Is.EqualTo(1), $"round {round}");
            Assert.That(RunLock.IsHeld(_run), Is.True);
            foreach (var own in taken)
                own?.Dispose();
            Assert.That(RunLock.IsHeld(_run), Is.False);

            Action Try(int index) => () =>
            {
                barrier.SignalAndWait();
                try
                {
                    taken[index] = RunLock.Take(_run, _clock, TimeSpan.Zero);
                }
                catch (RunLockedException)
                {
                    // The other one has it.
                }
                barrier.SignalAndWait();
            };
        }
    }

    [Test]
    public void Fault37_OwnerFileOfADeadProcess_DoesNotMatter()
    {
        File.WriteAllText(_run.Lock, "");
        File.WriteAllText(_run.Owner, """{"pid":999999,"host":"elsewhere","start":"2026-11-20T23:00:00+00:00"}""");

        using var own = RunLock.Take(_run, _clock, TimeSpan.Zero);

        Assert.That(RunLock.ReadOwner(_run)!.Pid, Is.EqualTo(Environment.ProcessId));
    }

    [Test]
    public void Take_OwnerFileUnreadable_IsRefusedWithoutOwner([Values("", "{", "[1]", "\0\0\0")] string owner)
    {
        using var held = RunLock.Take(_run, _clock, TimeSpan.Zero);
        File.WriteAllText(_run.Owner, owner);

        Assert.That(Assert.Throws<RunLockedException>(() => RunLock.Take(_run, _clock, TimeSpan.Zero))!.Owner, Is.Null);
    }

    [Test]
    public void Dispose_TakenAgain_Works()
    {
        RunLock.Take(_run, _clock, TimeSpan.Zero).Dispose();
        using var again = RunLock.Take(_run, _clock, TimeSpan.Zero);
        Assert.That(RunLock.IsHeld(_run), Is.True);
    }

    // flock of util-linux takes the same kind of lock from outside, and dies as a coordinator would.
    [Test]
    [Category("Process")]
    [Platform("Linux")]
    public void Fault37_OwnerKilled_LeavesNoLock()
    {
        File.WriteAllText(_run.Lock, "");
        var start = new ProcessStartInfo("flock", ["--no-fork", _run.Lock, "sh", "-c", "echo held; exec sleep 60"])
        {
            RedirectStandardOutput = true,
        };
        using var other = Process.Start(start)!;
        try
        {
            Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));
            Assert.Throws<RunLockedException>(() => RunLock.Take(_run, _clock, TimeSpan.Zero));
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        using var own = RunLock.Take(_run, TimeProvider.System, TimeSpan.FromSeconds(5));
        Assert.That(RunLock.IsHeld(_run), Is.True);
    }

    [Test]
    [Category("Process")]
    [Platform("Linux")]
    public void Take_ChildProcessAlive_DoesNotInheritTheLock()
    {
        using var child = HoldWhileStarting();
        try
        {
            using var again = RunLock.Take(_run, TimeProvider.System, TimeSpan.FromSeconds(5));
            Assert.That(child.HasExited, Is.False);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    private Process HoldWhileStarting()
    {
        using var held = RunLock.Take(_run, _clock, TimeSpan.Zero);
        return Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
    }
}
