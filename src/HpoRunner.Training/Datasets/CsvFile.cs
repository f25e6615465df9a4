using CsvHelper;
using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>
/// Reads the records of one CSV file in a single pass: quoting and delimiters by CsvHelper, everything that could misread a number by
/// us. Cells are bytes of UTF-8 that live until the next record.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private const long MaxCellBytes = 1 << 20;
    private const int MaxRecordBytes = 1 << 28;

    private readonly string _path;
    private readonly ProblemList _problems;
    private readonly CheckedStream _bytes;
    private readonly CsvReader _reader;

    private CsvFile(string path, FileStream file, char delimiter, ProblemList problems)
    {
        _path = path;
        _problems = problems;
        Delimiter = delimiter;
        Length = file.Length;
        _bytes = new CheckedStream(file, problems);
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            WhitespaceCharacters = delimiter == '\t' ? " " : " \t",
            MaxRecordSize = MaxRecordBytes,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            BufferSize = 1 << 18,
        };
        _reader = CsvReader.Create(_bytes, options, leaveOpen: true);
    }

    public char Delimiter { get; }

    /// <summary>Bytes of the whole file, and of what comes before the current record.</summary>
    public long Length { get; }

    public long Position => _reader.ByteOffset;

    public int FieldCount => _reader.FieldCount;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line => _reader.LineNumber;

    public static CsvFile Open(string path, ProblemList problems)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        FileStream? file = null;
        try
        {
            if (Directory.Exists(path))
                throw Unreadable(name, "this is a folder, and not a CSV file; name the file in it");
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
            if (!file.CanSeek)
                throw Unreadable(name, "this is no regular file; data is read more than once, so save it to a file first");
            CheckSize(file.Length, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, problems);
            var delimiter = Datasets.Delimiter.Detect(file);
            file.Position = 0;
            return new CsvFile(path, file, delimiter, problems);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or DatasetException)
        {
            file?.Dispose();
            if (problem is DatasetException)
                throw;
            throw Unreadable(name, problem switch
            {
                FileNotFoundException => $"there is no such file{In(path)}{NearestName.Hint(name, Neighbours(path))}",
                DirectoryNotFoundException => $"there is no folder {Path.GetDirectoryName(path)}",
                _ => $"cannot be read: {problem.Message}",
            });
        }
    }

    private static DatasetException Unreadable(string name, string message) =>
        new([new DatasetProblem(name, message) { Setting = "data.file" }]);

    /// <summary>The folder, if the name had one: the name itself is said before.</summary>
    internal static string In(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? $" in {folder}" : "";

    private static IEnumerable<string> Neighbours(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!).Select(file => Path.GetFileName(file));

    /// <summary>A file larger than the memory cannot be held; said before an hour of reading, not after.</summary>
    internal static void CheckSize(long fileBytes, long memoryBytes, ProblemList problems)
    {
        if (fileBytes > memoryBytes)
        {
            var sizes = Invariant($"the file has {fileBytes / 1e9:F1} GB, this process may use {memoryBytes / 1e9:F1} GB of memory");
            problems.Add($"{sizes}; use fewer rows or columns");
        }
        problems.ThrowIfAny();
    }

    /// <summary>Moves to the next record that is not an empty line; false at the end.</summary>
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException malformed)
        {
            using var again = new FileStream(_path, FileMode.Open, FileAccess.Read);
            var (line, message) = QuoteFault.Find(again, Delimiter, MaxCellBytes)
                ?? (malformed.LineNumber, $"cannot be read as CSV: {malformed.Message}");
            _problems.Add(line, message);
            throw _problems.ToException();
        }
        catch (IOException broken)
        {
            _problems.Add($"cannot be read: {broken.Message}");
            throw _problems.ToException();
        }
    }

    public ReadOnlySpan<byte> Cell(int column)
    {
        var cell = _reader.GetSpan(column);
        if (cell.Length > MaxCellBytes)
        {
            _problems.Add(
                Line,
                Invariant($"column {column + 1}: a cell of {cell.Length} bytes; at most {MaxCellBytes >> 20} MiB is allowed"));
            throw _problems.ToException();
        }
        return cell;
    }

    public string[] Texts() => [.. Enumerable.Range(0, FieldCount).Select(_reader.GetString)];

    public string FinishHash() => _bytes.FinishHash();

    public void Dispose()
    {
        _reader.Dispose();
        _bytes.Dispose();
    }
}
