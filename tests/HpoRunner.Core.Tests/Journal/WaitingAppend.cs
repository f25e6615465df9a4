namespace HpoRunner.Journal;

/// <summary>For tests that go step by step.</summary>
internal static class WaitingAppend
{
    /// <summary>Returns when the event, and every one appended before it, is on disk.</summary>
    public static JournalEntry AppendAndWait(this JournalWriter writer, JournalEvent journalEvent) =>
        writer.Append(journalEvent).GetAwaiter().GetResult();
}
