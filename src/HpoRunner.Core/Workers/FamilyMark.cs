using System.Text;

namespace HpoRunner.Workers;

/// <summary>
/// A variable in the environment of a worker process, which everything that is started below it inherits: by it is found what outlived its
/// worker, even what left its group and session. A run inside another run's trainer adds its mark to the outer one's. Linux alone: other
/// systems do not show environments.
/// </summary>
internal static class FamilyMark
{
    public const string Variable = "HPO_FAMILY";

    private const int MostRounds = 20;

    /// <summary>What a worker's environment holds: the marks around this process, and one more.</summary>
    /// <param name="mark">Not part of any other text, like "4f1c09aa5be21d70.3;".</param>
    public static string ValueFor(string mark) => Environment.GetEnvironmentVariable(Variable) + mark;

    /// <summary>Ends whoever carries the mark, this process excepted. Looks again until nobody does, for a process may start another meanwhile.</summary>
    public static void KillAll(string mark)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var wanted = Encoding.UTF8.GetBytes(mark);
        for (var round = 0; round < MostRounds; round++)
        {
            var found = Carriers(wanted).ToList();
            if (found.Count == 0)
                return;
            foreach (var pid in found)
                LibC.Kill(pid, LibC.SigKill);
        }
    }

    /// <summary>In a worker that ends: takes along what its trainers left.</summary>
    public static void KillOwn()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value)
            KillAll(value);
    }

    private static IEnumerable<int> Carriers(byte[] mark) =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && pid != Environment.ProcessId && EnvironmentOf(pid).AsSpan().IndexOf(mark) >= 0);

    /// <summary>As it was when the process began its program; empty for the dead and for other users' processes.</summary>
    private static byte[] EnvironmentOf(int pid)
    {
        try
        {
            return File.ReadAllBytes(FormattableString.Invariant($"/proc/{pid}/environ"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
