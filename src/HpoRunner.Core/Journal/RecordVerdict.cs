namespace HpoRunner.Journal;

/// <summary>What a line of the journal turned out to be.</summary>
internal enum RecordVerdict
{
    Sound,

    /// <summary>The frame is broken or the checksum does not fit.</summary>
    Unsound,

    /// <summary>The checksum fits, and the record says that a later version of the program wrote it.</summary>
    Newer,

    /// <summary>The checksum fits, but it reads unlike any record of this version.</summary>
    Foreign,
}
