using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Workers;

namespace HpoRunner.FaultyWorker;

/// <summary>A coordinator to be killed: two workers of the given behaviour, each doing something that never ends. Tells their processes on stderr.</summary>
internal static class Coordinator
{
    public static async Task RunAsync(string behaviour, string doing, Stream input)
    {
        var settings = new WorkerPoolSettings { RunFolder = Path.GetTempPath() };
        await using var pool = new WorkerPool(WorkerCommand.ThisProgram(behaviour), settings, TimeProvider.System, (_, _) => { });
        pool.Start(2);
        var begun = 0;
        await foreach (var happened in pool.Events.ReadAllAsync(CancellationToken.None))
        {
            if (happened is WorkerReady ready)
            {
                Console.Error.WriteLine(ready.Pid);
                var hang = new Configuration([new("do", Scalar.Text(doing))]);
                pool.Dispatch(ready.Worker, new EvaluationRequest(new EvaluationKey(ready.Worker, 0, 0), 1, 1, hang, null));
            }
            else if (happened is EvaluationBegun && ++begun == 2)
            {
                Console.Error.WriteLine("all begun");
                input.ReadByte();
                return;
            }
        }
    }
}
