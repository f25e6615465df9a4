namespace HpoRunner.Fuzz;

/// <summary>A folder of this process for the inputs of parsers that read files; in memory where the system offers it.</summary>
internal static class Scratch
{
    private static readonly string Folder = Create();

    public static string File(string name) => Path.Combine(Folder, name);

    private static string Create()
    {
        const string Memory = "/dev/shm";
        var parent = Directory.Exists(Memory) ? Memory : Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"hpo-fuzz-{Environment.ProcessId}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
