namespace HpoRunner.Journal;

/// <summary>A later version of the program wrote this journal. It was left untouched.</summary>
internal sealed class JournalVersionException(string path, long line, string what)
    : JournalException(FormattableString.Invariant($"{path}:{line}: {what}, which this version of hpo does not know. ")
        + "The file was left as it is; use the version that wrote it, or a later one");
