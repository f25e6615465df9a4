using System.Text;

namespace HpoRunner.Training.Datasets;

/// <summary>A file data.csv in a folder of its own, gone after the test.</summary>
internal sealed class TemporaryCsv : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hpo-data-").FullName;

    public TemporaryCsv(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public TemporaryCsv(byte[] bytes)
    {
        Path = System.IO.Path.Combine(_folder, "data.csv");
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public static Dataset Read(string text, string target = "y", Func<DatasetSettings, DatasetSettings>? change = null)
    {
        using var file = new TemporaryCsv(text);
        return Dataset.Read(file.Settings(target, change));
    }

    /// <summary>The problems, one a line; empty when the file can be read.</summary>
    public static string Problems(string text, string target = "y", Func<DatasetSettings, DatasetSettings>? change = null) =>
        Problems(Encoding.UTF8.GetBytes(text), target, change);

    public static string Problems(byte[] bytes, string target = "y", Func<DatasetSettings, DatasetSettings>? change = null)
    {
        using var file = new TemporaryCsv(bytes);
        return ProblemsOf(file.Settings(target, change));
    }

    public static string ProblemsOf(DatasetSettings settings)
    {
        try
        {
            Dataset.Read(settings);
            return "";
        }
        catch (DatasetException problem)
        {
            return problem.Message;
        }
    }

    public DatasetSettings Settings(string target = "y", Func<DatasetSettings, DatasetSettings>? change = null)
    {
        var settings = new DatasetSettings { File = Path, Targets = [target] };
        return change is null ? settings : change(settings);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
