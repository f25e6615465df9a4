using NUnit.Framework;

namespace HpoRunner.Reports;

/// <summary>
/// Compares a text with the approved file Approved/NAME. On a mismatch, or without a file, it writes NAME with .received before the
/// ending beside it and fails with the first line that differs; whoever agrees with the new text renames it.
/// </summary>
internal static class Approved
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder(), name);
        var received = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(name)
            .Replace(".approved", "", StringComparison.Ordinal) + ".received" + Path.GetExtension(name));
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        Assert.Fail(expected is null
            ? $"There is no approved {name}. Look at {received} and rename it to {name} when it is right."
            : $"{name} differs from what was approved{FirstDifference(expected, actual)}\nLook at: diff {path} {received}");
    }

    /// <summary>In the source tree, found from the test's own folder: a path of the compiler is rewritten in continuous integration.</summary>
    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No HpoRunner.sln above {AppContext.BaseDirectory}");
        return Path.Combine(folder.FullName, "tests", "HpoRunner.Core.Tests", "Reports", "Approved");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => i >= old.Length || i >= now.Length || old[i] != now[i]);
        return $" in line {line + 1}:\n- {(line < old.Length ? old[line] : "(end)")}\n+ {(line < now.Length ? now[line] : "(end)")}";
    }
}
