using System.Text;
using HpoRunner.Workers;

namespace HpoRunner.Hosting;

/// <summary>
/// How many files the system lets this process have open at once (RLIMIT_NOFILE, which .NET raises to the hard limit at its start). Below
/// what a command needs, .NET ends in the midst of whatever it is loading, with words that help nobody; so it is asked first. Linux alone.
/// </summary>
internal static class OpenFileLimit
{
    /// <summary>
    /// Assemblies take two descriptors each: a coordinator was seen with 161 and three for each worker; a quarter more for its report.
    /// </summary>
    private const int Least = 208;

    private const int PerWorker = 4;

    /// <summary>The limit; null where it is not known or there is none.</summary>
    public static long? Current => LibC.OpenFileLimit();

    /// <summary>What is wrong and what to do, or null.</summary>
    /// <param name="workers">0 for a command that starts none.</param>
    public static string? Problem(int workers)
    {
        var needed = Least + (PerWorker * (long)workers);
        return Current is { } limit && limit < needed
            ? $"at most {limit} files may be open at once, and "
                + $"{(workers == 0 ? "hpo" : $"a run with {workers} {(workers == 1 ? "worker" : "workers")}")} needs {needed}: "
                + $"raise the hard limit ('ulimit -n {Math.Max(1024, needed)}', "
                + $"or LimitNOFILE of the service){(workers > 1 ? ", or use fewer workers" : "")}"
            : null;
    }

    /// <exception cref="TooFewFilesException">When a run with so many workers would not get through.</exception>
    public static void Require(int workers)
    {
        if (Problem(workers) is { } problem)
            throw new TooFewFilesException(problem);
    }

    /// <summary>To standard error without anything that has yet to be loaded: there may be no descriptors left for it.</summary>
    public static int Refuse(string problem)
    {
        LibC.Write(2, Encoding.UTF8.GetBytes($"hpo: {problem}\n"));
        return ExitCode.ToolMissing;
    }
}
