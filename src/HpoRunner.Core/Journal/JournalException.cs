namespace HpoRunner.Journal;

/// <summary>The journal cannot be read or written; the program ends with exit code 5.</summary>
internal abstract class JournalException(string message, Exception? inner = null) : Exception(message, inner);
