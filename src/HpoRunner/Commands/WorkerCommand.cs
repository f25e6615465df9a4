using System.Text;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Workers;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo worker</c>, hidden: what the coordinator starts. It speaks the protocol on stdin and stdout and nothing else there.
/// </summary>
internal static class WorkerCommand
{
    public static async Task<int> RunAsync()
    {
        OwnSession.Enter();
        using var signals = new WorkerSignals();
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        // Whatever a library prints must not end up between two messages.
        var errors = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        Console.SetOut(errors);
        var settings = new WorkerSessionSettings { EndWithin = OwnSession.EndWithin, Log = errors.WriteLine };
        var end = await WorkerSession.RunAsync(
            input, output, hello => Open(hello.RunFolder), TimeProvider.System, settings, signals.Terminated);
        FamilyMark.KillOwn();
        return WorkerDeath.ExitCodeOf(end);
    }

    private static IEvaluator Open(string runFolder)
    {
        var header = JournalReader.ReadHeader(new RunFolder(runFolder).Journal);
        if (header.Experiment.Surface is not null)
            return new SurfaceEvaluator(header.Experiment);
        var evaluator = new BuiltinEvaluator(
            header.Experiment,
            (request, prepared, network, preprocessor) => ModelDraft.Write(runFolder, request, prepared, network, preprocessor));
        if (evaluator.SplitHash != header.SplitHash)
            throw new InvalidOperationException(
                $"this worker's splits have the hash {evaluator.SplitHash}, the run's have {header.SplitHash}; "
                + "are all workers of one version?");
        return evaluator;
    }
}
