using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Workers;

namespace HpoRunner.FaultyWorker;

/// <summary>A coordinator to be killed or stopped: two workers of the given behaviour, each doing something that never ends. Tells their processes on stderr.</summary>
internal static class Coordinator
{
    public static async Task RunAsync(string behaviour, string doing, Stream input)
    {
        await using var pool = Start(behaviour, new WorkerPoolSettings { RunFolder = Path.GetTempPath() });
        await BeginAsync(pool, doing);
        input.ReadByte();
    }

    /// <summary>Its workers and it soon lose patience with each other; tells what became of the workers and of what they were doing.</summary>
    public static async Task WatchAsync(string behaviour, string doing)
    {
        var heartbeat = TimeSpan.FromSeconds(0.2);
        await using var pool = Start(
            behaviour, new WorkerPoolSettings { RunFolder = Path.GetTempPath(), HeartbeatEvery = heartbeat, LostAfter = 6 * heartbeat });
        await BeginAsync(pool, doing);
        var lost = 0;
        await foreach (var happened in pool.Events.ReadAllAsync(CancellationToken.None))
        {
            if (happened is EvaluationFinished finished)
                Console.Error.WriteLine($"charged: {finished.Result.Message}");
            else if (happened is WorkerLost { Uncharged: var uncharged })
                Console.Error.WriteLine($"lost, {uncharged.Count} uncharged");
            if (happened is WorkerLost && ++lost == 2)
                return;
        }
    }

    private static WorkerPool Start(string behaviour, WorkerPoolSettings settings)
    {
        var pool = new WorkerPool(WorkerCommand.ThisProgram(behaviour), settings, TimeProvider.System, (_, _) => { });
        pool.SetCount(2);
        return pool;
    }

    private static async Task BeginAsync(WorkerPool pool, string doing)
    {
        var begun = 0;
        while (begun < 2)
        {
            var happened = await pool.Events.ReadAsync(CancellationToken.None);
            if (happened is WorkerReady ready)
            {
                Console.Error.WriteLine(ready.Pid);
                var hang = new Configuration([new("do", Scalar.Text(doing))]);
                pool.Dispatch(ready.Worker, new EvaluationRequest(new EvaluationKey(ready.Worker, 0, 0), 1, 1, hang, null));
            }
            else if (happened is EvaluationBegun)
            {
                begun++;
            }
        }
        Console.Error.WriteLine("all begun");
    }
}
