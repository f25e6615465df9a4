namespace HpoRunner.Training.Datasets;

/// <summary>Which file is read, and what its columns are.</summary>
public sealed record DatasetSettings
{
    /// <summary>Of a training without data.</summary>
    public static DatasetSettings None { get; } = new() { File = "", Targets = [] };

    /// <summary>Absolute path of the CSV file, or of the IDX file with the images.</summary>
    public required string File { get; init; }

    /// <summary>Absolute path of the IDX file with the labels; null for CSV, and for images to predict.</summary>
    public string? Labels { get; init; }

    /// <summary>How the features make an image; null: as an IDX file says, else not at all.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>One column; several for a regression with several outputs; none for rows to predict, which may be a single one.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Null: read off the target (see <see cref="Dataset.Kind"/>).</summary>
    public TargetKind? Kind { get; init; }

    /// <summary>Columns that are no features.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Kinds of columns that are not to be read off their values.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Types { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>Cells that read as missing, compared letter by letter after blanks around unquoted cells are gone.</summary>
    public IReadOnlyList<string> Missing { get; init; } = ["", "NA", "?"];

    /// <summary>Of the training rows; only for classes.</summary>
    public ClassWeighting ClassWeights { get; init; }

    /// <summary>Column whose equal values mark rows that belong together; no feature.</summary>
    public string? Group { get; init; }

    /// <summary>Column of numbers or sortable texts (2026-11-21) that puts the rows in time's order; no feature.</summary>
    public string? Order { get; init; }
}
