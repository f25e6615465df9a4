namespace HpoRunner.Journal;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("hpo-journal-").FullName;

    public string Path { get; }

    public RunFolder NewRun(string digits = "7f3a", string experiment = "sample", TimeProvider? clock = null) =>
        RunFolder.ForNewRun(Path, experiment, clock ?? new ManualClock(), () => Convert.ToInt32(digits, 16));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
