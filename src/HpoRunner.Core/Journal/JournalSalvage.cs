using System.Buffers;
using System.Text;

namespace HpoRunner.Journal;

/// <summary>What came of a salvage.</summary>
/// <param name="Kept">Records in the new journal.</param>
/// <param name="HasHeader">Without its header a run cannot be opened again, but its records can be read by people.</param>
/// <param name="Lost">What is missing, and what was left out because it stood there twice.</param>
internal sealed record JournalSalvage(RunFolder Folder, long Kept, bool HasHeader, IReadOnlyList<string> Lost)
{
    public const string ListName = "salvage.txt";

    private const int WriteAtLeast = 1 << 20;

    /// <summary>
    /// Copies every sound record of a damaged journal, numbered and chained anew with its event, time and term as they were, into a new
    /// run folder that can be opened; <c>salvage.txt</c> there lists what was lost. The damaged run is left as it is.
    /// </summary>
    /// <param name="target">Must not exist yet. It appears by rename, complete.</param>
    public static JournalSalvage Into(RunFolder target, RunFolder damaged)
    {
        try
        {
            using var storage = FileJournalStorage.OpenForReading(damaged.Journal);
            return Into(target, storage);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalFailedException($"nothing was salvaged from {damaged} into {target}: {exception.Message}", exception);
        }
    }

    private static JournalSalvage Into(RunFolder target, FileJournalStorage storage)
    {
        if (Directory.Exists(target.Path) || File.Exists(target.Path))
            throw new IOException("that exists already; name a folder that does not exist yet");
        var parent = Path.GetDirectoryName(target.Path)!;
        var draft = new RunFolder(Path.Combine(parent, $".{target.Id}.{Environment.ProcessId}.tmp"));
        Directory.CreateDirectory(draft.Path);
        try
        {
            return Into(target, draft, storage);
        }
        catch
        {
            RunFile.DeleteDraft(draft.Path);
            throw;
        }
    }

    private static JournalSalvage Into(RunFolder target, RunFolder draft, FileJournalStorage storage)
    {
        var survey = new JournalSurvey(storage);
        var copy = new Copy();
        using (var journal = FileJournalStorage.Create(draft.Journal))
            copy.All(survey, journal);
        if (copy.Header is { } header)
            RunFile.Write(draft.ExperimentFile, header.File);

        var lost = survey.Findings.Select(finding => finding.ToString()).Concat(copy.LeftOut).ToList();
        if (survey.Torn is { Length: > 0 } torn)
            lost.Add($"a torn tail: {torn}");
        RunFile.Write(Path.Combine(draft.Path, ListName), Describe(storage.Path, copy.Kept, lost));
        NativeFiles.FlushFolder(draft.Path);
        Directory.Move(draft.Path, target.Path);
        NativeFiles.FlushFolder(Path.GetDirectoryName(target.Path)!);
        return new(target, copy.Kept, copy.Header is not null, lost);
    }

    private static string Describe(string path, long kept, List<string> lost)
    {
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"{kept} sound records kept of {path}\n"));
        foreach (var line in lost)
            text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>The new journal as it grows.</summary>
    private sealed class Copy
    {
        private readonly HashSet<(long Sequence, uint Checksum)> _seen = [];
        private readonly ArrayBufferWriter<byte> _output = new();
        private readonly List<string> _leftOut = [];
        private uint _previous;
        private int _term;
        private long _offset;

        public long Kept { get; private set; }

        public RunStarted? Header { get; private set; }

        public IReadOnlyList<string> LeftOut => _leftOut;

        public void All(JournalSurvey survey, FileJournalStorage journal)
        {
            foreach (var record in survey.Walk())
            {
                if (Refuse(record) is { } reason)
                    _leftOut.Add(FormattableString.Invariant($"line {record.Line}: left out: {reason}"));
                else
                    Add(record);
                if (_output.WrittenCount >= WriteAtLeast)
                    Write(journal);
            }
            Write(journal);
            journal.Flush();
        }

        private string? Refuse(in SurveyedRecord record)
        {
            if (!_seen.Add((record.Header.Sequence, record.Header.Checksum)))
                return FormattableString.Invariant($"record {record.Header.Sequence} was kept already");
            var journalEvent = JournalEvents.Read(record.Payload.Span, out var problem);
            if (problem != EventProblem.None)
                return $"a record of type '{JournalRecord.TypeOf(record.Payload.Span)}' that this version of hpo cannot read";
            if (journalEvent is not RunStarted header)
                return null;
            if (Kept > 0)
                return "a header that is not the first record";
            Header = header;
            return null;
        }

        private void Add(in SurveyedRecord record)
        {
            _term = Math.Max(_term, record.Header.Term);
            _previous = JournalRecord.Write(_output, ++Kept, _term, _previous, record.Header.At, record.Payload.Span);
        }

        private void Write(FileJournalStorage journal)
        {
            journal.Write(_offset, _output.WrittenSpan);
            _offset += _output.WrittenCount;
            _output.ResetWrittenCount();
        }
    }
}
