using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HpoRunner.Workers;

/// <summary>
/// What a trainer started and let go: in a session of its own, deaf to SIGTERM, with the worker's standard output in its hands. Whoever of
/// the run is killed, 5 s later nothing of it lives. The witness is a variable of the test's own in every process of the run.
/// </summary>
[Category("Process")]
[Platform("Linux")]
internal sealed class OrphanTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Test]
    public async Task G7_WorkerKilled_DaemonOfItsTrainerIsKilled_Fault21()
    {
        await using var test = new PoolUnderTest("honest");
        var ready = await test.StartOneAsync();
        test.Dispatch(PoolUnderTest.Request(1, "raise a daemon"));
        var family = "";
        await PoolUnderTest.UntilAsync(() => (family = FamilyOf(ready.Pid)).Length > 0 && Carriers(family).Any(IsDaemon));
        LibC.Kill(ready.Pid, LibC.SigKill);
        await test.SkipToAsync<WorkerLost>();
        await PoolUnderTest.UntilAsync(() => !Carriers(family).Any());
    }

    [Test]
    public async Task G7_PoolEnded_DaemonOfItsTrainerIsKilled_Fault21()
    {
        var family = "";
        await using (var test = new PoolUnderTest("honest"))
        {
            var ready = await test.StartOneAsync();
            test.Dispatch(PoolUnderTest.Request(1, "raise a daemon"));
            await PoolUnderTest.UntilAsync(() => (family = FamilyOf(ready.Pid)).Length > 0 && Carriers(family).Any(IsDaemon));
        }
        Assert.That(Carriers(family), Is.Empty);
    }

    [TestCase("coordinator")]
    [TestCase("coordinator, workers")]
    [TestCase("coordinator, guard, replaced")]
    public async Task G7_Killed_NothingOfTheRunLivesFiveSecondsLater_Fault21(string victims)
    {
        var witness = "HPO_TEST_WITNESS=" + Guid.NewGuid().ToString("N");
        using var coordinator = Start(witness, "coordinator", "honest", "raise a daemon");
        var workers = new List<int>();
        for (string? line; (line = await coordinator.StandardError.ReadLineAsync()) != "all begun";)
            workers.Add(int.Parse(line ?? throw new EndOfStreamException(), CultureInfo.InvariantCulture));
        await PoolUnderTest.UntilAsync(() => Carriers(witness).Count(IsDaemon) == 2 && Carriers(witness).Any(IsGuard));
        if (victims.Contains("guard", StringComparison.Ordinal))
        {
            var first = Carriers(witness).First(IsGuard);
            LibC.Kill(first, LibC.SigKill);
            await PoolUnderTest.UntilAsync(() => Carriers(witness).Any(pid => pid != first && IsGuard(pid)));
        }
        coordinator.Kill();
        if (victims.Contains("workers", StringComparison.Ordinal))
            workers.ForEach(pid => LibC.Kill(pid, LibC.SigKill));
        var clock = Stopwatch.StartNew();
        await PoolUnderTest.UntilAsync(() => !Carriers(witness).Any());
        Assert.That(clock.Elapsed, Is.LessThan(Limit));
    }

    [Test]
    public async Task RunInsideARun_CarriesBothMarks()
    {
        using var coordinator = Start($"{FamilyMark.Variable}=outer.1;", "coordinator", "honest", "hang");
        var worker = int.Parse((await coordinator.StandardError.ReadLineAsync())!, CultureInfo.InvariantCulture);
        Assert.That(FamilyOf(worker), Does.StartWith("outer.1;").And.Length.GreaterThan("outer.1;".Length));
        coordinator.Kill();
    }

    private static Process Start(string variable, params string[] arguments)
    {
        var command = PoolUnderTest.Command(arguments);
        var start = new ProcessStartInfo(command.File, command.Arguments) { RedirectStandardInput = true, RedirectStandardError = true };
        var equals = variable.IndexOf('=', StringComparison.Ordinal);
        start.Environment[variable[..equals]] = variable[(equals + 1)..];
        return Process.Start(start)!;
    }

    private static IEnumerable<int> Carriers(string text) =>
        Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && pid != Environment.ProcessId && Read(pid, "environ").Contains(text, StringComparison.Ordinal));

    private static string FamilyOf(int pid) =>
        Read(pid, "environ").Split('\0')
            .FirstOrDefault(
            entry => entry.StartsWith(FamilyMark.Variable + "=", StringComparison.Ordinal))?[(FamilyMark.Variable.Length + 1)..] ?? "";

    private static bool IsDaemon(int pid) => Read(pid, "cmdline").EndsWith("\0daemon\0", StringComparison.Ordinal);

    private static bool IsGuard(int pid) => Read(pid, "cmdline").Contains("\0hpo-guard\0", StringComparison.Ordinal);

    private static string Read(int pid, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/{file}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
