using System.Security.Cryptography;
using System.Text;

namespace HpoRunner.Workers;

/// <summary>
/// A variable in the environment of a worker process, which everything that is started below it inherits: by it is found what outlived its
/// worker, even what left its group and session. A mark names the run's folder, the coordinator and the worker,
/// "4f1c09aa5be21d70-92ab04cc71d3e8f5.3;": so what a coordinator and all its helpers left when they were killed in one instant is found by
/// the next command on that run, and an old coordinator's guard leaves a new one's workers alone. A run inside another run's trainer adds
/// its mark to the outer one's. Linux alone: other systems do not show environments.
/// </summary>
internal static class FamilyMark
{
    public const string Variable = "HPO_FAMILY";

    private const int MostRounds = 20;

    /// <summary>What the marks of one coordinator begin with, and no other's.</summary>
    public static string OfCoordinator(string runFolder) =>
        OfRun(runFolder) + RandomNumberGenerator.GetHexString(16, lowercase: true) + ".";

    /// <summary>Ends what earlier coordinators of the run in this folder left alive. Only while nobody coordinates it.</summary>
    /// <returns>The processes that were ended.</returns>
    public static IReadOnlyCollection<int> KillLeftovers(string runFolder) => KillAll(OfRun(runFolder));

    /// <summary>
    /// Of all runs of which a coordinator, an earlier one or one that is at work, has anything alive: <see cref="OfRun"/>.
    /// </summary>
    public static IReadOnlySet<string> RunsAlive() =>
        !OperatingSystem.IsLinux() ? new HashSet<string>() : Processes().SelectMany(pid => RunsIn(EnvironmentOf(pid))).ToHashSet();

    /// <summary>What the marks of all coordinators of the run in this folder begin with, by whatever links it was reached.</summary>
    public static string OfRun(string runFolder) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(LibC.RealPath(runFolder) ?? Path.GetFullPath(runFolder))).AsSpan(0, 8)
        ) + "-";

    /// <summary>What a worker's environment holds: the marks around this process, and one more.</summary>
    /// <param name="mark">Of one worker.</param>
    public static string ValueFor(string mark) => Environment.GetEnvironmentVariable(Variable) + mark;

    /// <summary>
    /// Ends whoever carries the mark, this process excepted. Looks again until nobody does, for a process may start another meanwhile.
    /// </summary>
    /// <returns>Who was ended.</returns>
    public static IReadOnlyCollection<int> KillAll(string mark)
    {
        var ended = new SortedSet<int>();
        if (!OperatingSystem.IsLinux())
            return ended;
        var wanted = Encoding.UTF8.GetBytes(mark);
        for (var round = 0; round < MostRounds; round++)
        {
            var found = Carriers(wanted).ToList();
            if (found.Count == 0)
                break;
            foreach (var pid in found)
                LibC.Kill(pid, LibC.SigKill);
            ended.UnionWith(found);
        }
        return ended;
    }

    /// <summary>In a worker that ends: takes along what its trainers left.</summary>
    public static void KillOwn()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value)
            KillAll(value);
    }

    private static IEnumerable<int> Carriers(byte[] mark) => Processes().Where(pid => EnvironmentOf(pid).AsSpan().IndexOf(mark) >= 0);

    /// <summary>All but this one.</summary>
    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && pid != Environment.ProcessId);

    /// <summary>The beginnings of the marks in an environment, whose entries end with a zero byte.</summary>
    private static IEnumerable<string> RunsIn(byte[] environment)
    {
        var at = environment.AsSpan().IndexOf("HPO_FAMILY="u8);
        if (at < 0)
            return [];
        var rest = environment.AsSpan(at + Variable.Length + 1);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end])
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(mark => mark[..(mark.IndexOf('-', StringComparison.Ordinal) + 1)]);
    }

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
