namespace HpoRunner.Journal;

/// <summary>A record whose checksum fits, wherever it stands.</summary>
/// <param name="Payload">The event as JSON; valid until the next record is asked for.</param>
/// <param name="Follows">Whether it continues the record before it.</param>
internal readonly record struct SurveyedRecord(long Line, RecordHeader Header, Memory<byte> Payload, bool Follows);
