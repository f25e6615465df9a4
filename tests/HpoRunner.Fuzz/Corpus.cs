using System.Security.Cryptography;

namespace HpoRunner.Fuzz;

/// <summary>The inputs kept in the repository, one file each: what fuzzing begins with, and what it once found.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Read(string parser) =>
        [.. Directory.EnumerateFiles(Folder(parser)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public static string Text(string parser, string name) => File.ReadAllText(Path.Combine(Folder(parser), name));

    /// <summary>Keeps an input under a name made of its content; returns its path.</summary>
    public static string Keep(string parser, byte[] input)
    {
        var path = Path.Combine(Folder(parser), "found-" + Convert.ToHexStringLower(SHA256.HashData(input))[..8]);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string Folder(string parser)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no HpoRunner.sln above {AppContext.BaseDirectory}");
        return Path.Combine(folder.FullName, "tests", "HpoRunner.Fuzz", "Corpus", parser);
    }
}
