using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Workers;

/// <summary>
/// A pool of faulty workers in a folder of its own, with short patience. Deadlines are safety nets: no test waits for one.
/// </summary>
internal sealed class PoolUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hpo-pool-");
    private readonly List<int> _pids = [];

    public PoolUnderTest(string behaviour, Func<WorkerPoolSettings, WorkerPoolSettings>? change = null)
    {
        var settings = new WorkerPoolSettings
        {
            RunFolder = _folder.FullName,
            DataHash = "cafe",
            HeartbeatEvery = TimeSpan.FromMilliseconds(200),
            StopGrace = TimeSpan.FromSeconds(10),
            TerminateGrace = TimeSpan.FromMilliseconds(300),
            EndGrace = TimeSpan.FromMilliseconds(300),
            StartBackoff = TimeSpan.FromMilliseconds(10),
            TickEvery = TimeSpan.FromMilliseconds(10),
        };
        Settings = change is null ? settings : change(settings);
        Pool = new WorkerPool(
            Command(behaviour, Path.Combine(_folder.FullName, "mark")), Settings, TimeProvider.System,
            (worker, line) => Log.Enqueue($"{worker}: {line}"));
    }

    public WorkerPoolSettings Settings { get; }

    public WorkerPool Pool { get; }

    public ConcurrentQueue<string> Log { get; } = [];

    public string Folder => _folder.FullName;

    /// <summary>The processes of all workers that became ready.</summary>
    public IReadOnlyList<int> Pids => _pids;

    public static WorkerCommand Command(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "HpoRunner.FaultyWorker.dll");
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        return new WorkerCommand(dotnet, [program, .. arguments]);
    }

    public static EvaluationRequest Request(int trial, string? doing = null, double? timeoutSeconds = null, int attempt = 1)
    {
        var parameters = new List<KeyValuePair<string, Scalar>> { new("x", trial) };
        if (doing is not null)
            parameters.Add(new("do", doing));
        return new EvaluationRequest(
            new EvaluationKey(trial, 0, 0), attempt, 1, new Configuration(parameters),
            timeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    public async Task<WorkerEvent> NextAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        try
        {
            var happened = await Pool.Events.ReadAsync(limit.Token);
            if (happened is WorkerReady ready)
                _pids.Add(ready.Pid);
            return happened;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no event for {Deadline}; the log says:\n{string.Join('\n', Log)}");
        }
    }

    /// <summary>The next event, which must be of this kind.</summary>
    public async Task<T> ExpectAsync<T>()
        where T : WorkerEvent
    {
        var happened = await NextAsync();
        Assert.That(happened, Is.InstanceOf<T>(), () => string.Join('\n', Log));
        return (T)happened;
    }

    /// <summary>The next event of this kind, whatever comes before.</summary>
    public async Task<T> SkipToAsync<T>()
        where T : WorkerEvent
    {
        while (true)
        {
            if (await NextAsync() is T found)
                return found;
        }
    }

    /// <summary>Starts one worker and waits until it is ready.</summary>
    public async Task<WorkerReady> StartOneAsync()
    {
        Pool.SetCount(1);
        return await ExpectAsync<WorkerReady>();
    }

    public void Dispatch(EvaluationRequest request) => Assert.That(Pool.Dispatch(1, request), Is.True);

    /// <summary>Not a zombie: its parent has only not looked yet.</summary>
    public static bool IsAlive(int pid) => StateOf(pid) is not (null or 'Z');

    /// <summary>The system's letter: R, S, T for stopped, Z for dead but not looked at; null for gone.</summary>
    public static char? StateOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Waits for what another process is about to do, without a pause.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(clock.Elapsed, Is.LessThan(Deadline));
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        foreach (var pid in _pids)
            Assert.That(IsAlive(pid), Is.False, $"worker process {pid} outlived its pool");
        _folder.Delete(recursive: true);
    }
}
