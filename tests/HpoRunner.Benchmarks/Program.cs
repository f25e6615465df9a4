using BenchmarkDotNet.Running;
using HpoRunner.Benchmarks.Kernels;
using HpoRunner.Benchmarks.Workers;
using HpoRunner.Journal;

switch (args)
{
    case ["steps", .. var rest]:
        StepTable.Print(Console.Out, rest);
        return 0;
    case ["rounds"]:
        StepRounds.Answer(Console.In, Console.Out);
        return 0;
    case ["options"]:
        OptionTable.Print(Console.Out, "64-64-64-10", 32);
        OptionTable.Print(Console.Out, "784-512-512-10", 128);
        return 0;
    case ["parts"]:
        PartTable.Print(Console.Out);
        return 0;
    case ["journal", .. var rest]:
        return JournalBenchmark.Run(rest);
    case ["simulate", .. var rest]:
        return await SimulatedSweep.RunAsync(rest);
    case ["workers", .. var rest]:
        return await EmptyEvaluations.RunAsync(rest);
    case ["sweep", .. var rest]:
        return await FreeSweep.RunAsync(rest);
    case ["worker"]:
        return await EmptyEvaluations.WorkAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EmptyEvaluations).Assembly).Run(args);
        return 0;
}
