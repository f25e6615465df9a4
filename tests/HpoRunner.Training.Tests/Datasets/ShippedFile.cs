namespace HpoRunner.Training.Datasets;

/// <summary>Finds experiments/data above the test's binaries.</summary>
internal static class ShippedFile
{
    public static string Path(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent;
        return System.IO.Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("HpoRunner.sln"), "experiments", "data", name);
    }
}
