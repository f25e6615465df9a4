namespace HpoRunner.Workers;

/// <summary>A worker did not start, or died before it was of any use; what the retries of the start look for.</summary>
internal sealed class WorkerStartException(string message, IReadOnlyList<string> lastLines) : Exception(message)
{
    /// <summary>The last lines that it wrote to standard error.</summary>
    public IReadOnlyList<string> LastLines { get; } = lastLines;
}
