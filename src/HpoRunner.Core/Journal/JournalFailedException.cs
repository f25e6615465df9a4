namespace HpoRunner.Journal;

/// <summary>
/// The journal can no longer be written, so the run ends: a flush failed, or the file was removed, truncated or taken over.
/// </summary>
internal sealed class JournalFailedException(string message, Exception? inner = null) : JournalException(message, inner);
