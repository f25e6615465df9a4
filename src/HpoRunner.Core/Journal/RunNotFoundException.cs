namespace HpoRunner.Journal;

/// <summary>No run, or more than one, is what was asked for; exit code 2.</summary>
internal sealed class RunNotFoundException(string message) : Exception(message);
