namespace HpoRunner.Experiments;

/// <summary>Finds experiments/ of the repository that the tests were built in.</summary>
internal static class ShippedFolder
{
    public static string Root { get; } = FindRoot();

    public static string Path { get; } = System.IO.Path.Combine(Root, "experiments");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("HpoRunner.sln is in no folder above the tests");
    }
}
