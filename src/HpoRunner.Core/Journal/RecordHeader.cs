namespace HpoRunner.Journal;

/// <summary>What stands before the event in a record.</summary>
/// <param name="Previous">Checksum of the record before; 0 in the first.</param>
/// <param name="Checksum">Of this record.</param>
internal readonly record struct RecordHeader(int Version, long Sequence, int Term, uint Previous, DateTimeOffset At, uint Checksum);
