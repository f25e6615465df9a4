using System.Globalization;

namespace HpoRunner.Tests;

/// <summary>What Linux tells of processes in /proc.</summary>
internal static class ProcessTable
{
    /// <summary>The workers that live, as children of their coordinator.</summary>
    public static List<int> WorkersOf(int coordinator) =>
        [.. ChildrenOf(coordinator).Where(process => CommandOf(process).EndsWith("worker", StringComparison.Ordinal))];

    /// <summary>Everybody whom it started and who lives.</summary>
    public static List<int> ChildrenOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(process => ParentOf(process) == parent && IsAlive(process)),
    ];

    /// <summary>A variable of a process's environment.</summary>
    public static string VariableOf(int process, string name) =>
        File.ReadAllText($"/proc/{process}/environ").Split('\0').Single(entry => entry.StartsWith(name + "=", StringComparison.Ordinal))[
            (name.Length + 1)..
        ];

    private static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").TrimEnd('\0');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int ParentOf(int process)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(fields[(fields.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A zombie is dead: nobody may have collected it yet.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/stat");
            return fields[fields.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
