namespace HpoRunner.Hosting;

/// <summary>The system lets this process open fewer files than it needs; the message says how many, and what to do.</summary>
internal sealed class TooFewFilesException(string message) : Exception(message);
