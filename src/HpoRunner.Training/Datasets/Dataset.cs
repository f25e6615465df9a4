namespace HpoRunner.Training.Datasets;

/// <summary>
/// A data file as read: its feature columns with what is missing marked, its target, and what the rows are split by. Rows count from 0
/// in the file's order, without the header and empty lines. Immutable; read once per process and shared.
/// </summary>
public sealed class Dataset
{
    private readonly int[] _lines;
    private readonly bool[] _dropped;

    internal Dataset(int[] lines, bool[] dropped) => (_lines, _dropped) = (lines, dropped);

    /// <summary>No rows and no columns: what a training without data has.</summary>
    public static Dataset None { get; } = new([], []) { FileName = "", Hash = "", Delimiter = ',', FeatureColumns = [] };

    /// <summary>Without its folder, as problems name it.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// SHA-256 of the file's bytes in small hexadecimal digits; of an IDX pair, of both files' bytes one after the other.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>What separates the cells, as found in the header.</summary>
    public required char Delimiter { get; init; }

    public int RowCount => _lines.Length;

    /// <summary>In the file's order.</summary>
    public required IReadOnlyList<Column> FeatureColumns { get; init; }

    /// <summary>
    /// As declared; otherwise classification for texts and for at most 20 different whole numbers, regression for other numbers and for
    /// several targets.
    /// </summary>
    public TargetKind Kind => Target.Kind;

    public IReadOnlyList<string> TargetNames => Target.Names;

    /// <summary>Numbers in their own order, texts by their characters' codes; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames => Target.ClassNames;

    public int ClassCount => Target.ClassNames.Count;

    /// <summary>Index into <see cref="ClassNames"/> per row, −1 in dropped rows; empty for regression.</summary>
    public ReadOnlySpan<int> Classes => Target.Classes;

    /// <summary>Row-major [RowCount × TargetNames.Count], NaN in dropped rows; empty for classification.</summary>
    public ReadOnlySpan<double> Targets => Target.Values;

    /// <summary>Rows with equal numbers belong together; null without a group column.</summary>
    public int[]? Groups { get; internal init; }

    /// <summary>Place of each row in time, from 0; equal keys have equal places. Null without an order column.</summary>
    public int[]? Order { get; internal init; }

    /// <summary>How the feature columns make an image; null when they do not.</summary>
    public ImageShape? Image { get; internal init; }

    public IReadOnlyList<DatasetProblem> Warnings { get; internal init; } = [];

    internal Target Target { get; init; } = new() { Kind = TargetKind.Regression, Names = [] };

    /// <summary>Reads and checks a file. Throws <see cref="DatasetException"/> with all problems that could be found in one go.</summary>
    public static Dataset Read(DatasetSettings settings) =>
        settings.Labels is not null || IdxFile.Is(settings.File) ? IdxReader.Read(settings) : DatasetReader.Read(settings);

    /// <summary>
    /// The names in a file's header line, or of an IDX file's pixels, for a look before the file is read. Throws
    /// <see cref="DatasetException"/>.
    /// </summary>
    public static IReadOnlyList<string> ReadColumnNames(string file)
    {
        if (IdxFile.Is(file))
            return IdxReader.ColumnNames(IdxFile.Read(file));
        var problems = new ProblemList(Path.GetFileName(file));
        using var csv = CsvFile.Open(file, problems);
        if (!csv.Read())
            problems.Add("the file is empty; it needs a header line and rows");
        problems.ThrowIfAny();
        return csv.Texts();
    }

    /// <summary>The line of the file on which a row begins, from 1; of an IDX file the number of the row.</summary>
    public int LineOf(int row) => _lines[row];

    public bool IsDropped(int row) => _dropped[row];

    /// <summary>
    /// The same data with some rows' values gone, so that nothing can look at them; row numbers stay. The test rows are dropped this way
    /// before anything is fitted.
    /// </summary>
    public Dataset WithoutRows(ReadOnlySpan<int> rows)
    {
        var dropped = _dropped.AsSpan().ToArray();
        foreach (var row in rows)
            dropped[row] = true;
        var features = new List<Column>(FeatureColumns.Count);
        foreach (var column in FeatureColumns)
            features.Add(column.Without(rows));
        return new Dataset(_lines, dropped)
        {
            FileName = FileName,
            Hash = Hash,
            Delimiter = Delimiter,
            FeatureColumns = features,
            Target = Target.Without(rows),
            Groups = Groups,
            Order = Order,
            Image = Image,
            Warnings = Warnings,
        };
    }
}
