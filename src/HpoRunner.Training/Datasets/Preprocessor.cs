using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>
/// Turns rows into features with what the training rows alone taught: missing values filled, numbers scaled, categories encoded.
/// Features stand in the order of the file's columns, those of a category in the order of its sorted names. The columns of an image are
/// scaled channel by channel (<see cref="ChannelScaling"/>).
/// </summary>
public sealed class Preprocessor
{
    private const int RowsPerBlock = 64;

    /// <summary>From fitted columns, such as those kept beside a model.</summary>
    public Preprocessor(IReadOnlyList<FittedColumn> columns)
    {
        Columns = columns;
        FeatureNames = [.. columns.SelectMany(Names)];
    }

    public IReadOnlyList<FittedColumn> Columns { get; }

    /// <summary>"age" for a number, "colour=red" for a category.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    public int FeatureCount => FeatureNames.Count;

    /// <summary>
    /// Looks at the given rows and no others. Throws <see cref="DatasetException"/> for a missing value under
    /// <see cref="ImputeMethod.Error"/>, and <see cref="InvalidOperationException"/> for a dropped row.
    /// </summary>
    public static Preprocessor Fit(Dataset dataset, ReadOnlySpan<int> trainingRows, PreprocessingSettings settings)
    {
        CheckNotDropped(dataset, trainingRows);
        if (settings.Impute == ImputeMethod.Error && FindMissing(dataset, trainingRows) is { Count: > 0 } problems)
            throw new DatasetException(problems);
        var columns = new FittedColumn[dataset.FeatureColumns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = dataset.FeatureColumns[i] switch
            {
                NumericColumn numbers => ColumnFitting.Fit(numbers, trainingRows, settings),
                CategoricalColumn texts => ColumnFitting.Fit(texts, trainingRows),
                var other => throw new InvalidOperationException(other.GetType().Name),
            };
        }
        if (dataset.Image is { } image)
            ChannelScaling.Apply(columns, dataset.FeatureColumns, image, trainingRows, settings.Scale);
        return new Preprocessor(columns);
    }

    /// <summary>
    /// The problems that <see cref="ImputeMethod.Error"/> makes of missing values, one per column; for a check of all rows before a run.
    /// </summary>
    public static IReadOnlyList<DatasetProblem> FindProblems(Dataset dataset, PreprocessingSettings settings) =>
        settings.Impute == ImputeMethod.Error
            ? FindMissing(dataset, [.. Enumerable.Range(0, dataset.RowCount).Where(row => !dataset.IsDropped(row))])
            : [];

    /// <summary>Throws <see cref="InvalidOperationException"/> for a dropped row. Columns are found by name.</summary>
    public Samples Transform(Dataset dataset, ReadOnlySpan<int> rows)
    {
        CheckNotDropped(dataset, rows);
        if ((long)rows.Length * FeatureCount > Array.MaxLength)
        {
            var size = Invariant($"{rows.Length} rows × {FeatureCount} features after encoding");
            throw new DatasetException(dataset.FileName, $"{size} are too many; ignore columns with many different texts");
        }
        var features = new float[rows.Length * FeatureCount];
        var writers = Writers(dataset);
        for (var begin = 0; begin < rows.Length; begin += RowsPerBlock)
        {
            // A block of rows at a time keeps the rows that are written column by column in the cache.
            var block = rows.Slice(begin, Math.Min(RowsPerBlock, rows.Length - begin));
            foreach (var writer in writers)
                writer.Write(block, features.AsSpan(begin * FeatureCount, block.Length * FeatureCount), FeatureCount);
        }
        return new Samples
        {
            Features = features,
            RowCount = rows.Length,
            FeatureCount = FeatureCount,
            Classes = dataset.Kind == TargetKind.Classification ? ClassesOf(dataset, rows) : [],
            ClassCount = dataset.ClassCount,
            Targets = dataset.Kind == TargetKind.Regression ? TargetsOf(dataset, rows) : [],
            TargetCount = dataset.Kind == TargetKind.Regression ? dataset.TargetNames.Count : 0,
            Image = dataset.Image,
        };
    }

    private static IEnumerable<string> Names(FittedColumn column) =>
        column is FittedCategories texts ? texts.Categories.Select(category => $"{column.Name}={category}") : [column.Name];

    private List<FeatureWriter> Writers(Dataset dataset)
    {
        var byName = dataset.FeatureColumns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var writers = new List<FeatureWriter>(Columns.Count);
        var place = 0;
        foreach (var fitted in Columns)
        {
            var column = byName.GetValueOrDefault(fitted.Name);
            if (column is null || column.Kind != (fitted is FittedNumbers ? ColumnKind.Numeric : ColumnKind.Categorical))
            {
                var wanted = $"{(fitted is FittedNumbers ? "numeric" : "categorical")} column '{fitted.Name}'";
                throw new DatasetException(dataset.FileName, $"there is no {wanted}, which the preprocessing was fitted on");
            }
            writers.Add(FeatureWriter.For(fitted, column, place));
            place += fitted is FittedCategories texts ? texts.Categories.Count : 1;
        }
        return writers;
    }

    private static int[] ClassesOf(Dataset dataset, ReadOnlySpan<int> rows)
    {
        var classes = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            classes[i] = dataset.Classes[rows[i]];
        return classes;
    }

    private static float[] TargetsOf(Dataset dataset, ReadOnlySpan<int> rows)
    {
        var width = dataset.TargetNames.Count;
        var targets = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < width; j++)
                targets[i * width + j] = (float)dataset.Targets[rows[i] * width + j];
        }
        return targets;
    }

    private static void CheckNotDropped(Dataset dataset, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (dataset.IsDropped(row))
                throw new InvalidOperationException(Invariant($"row {row} was set apart and must not be read"));
        }
    }

    private static List<DatasetProblem> FindMissing(Dataset dataset, ReadOnlySpan<int> rows)
    {
        var problems = new List<DatasetProblem>();
        foreach (var column in dataset.FeatureColumns)
        {
            var missing = new Tally();
            foreach (var row in rows)
            {
                if (column.IsMissing(row))
                    missing.Meet(dataset.LineOf(row), "");
            }
            if (missing.Count > 0)
            {
                var place = Invariant($"{dataset.FileName}:{missing.FirstLine}");
                var message = $"column '{column.Name}': a value is missing{missing.Elsewhere}, and preprocessing.impute is error";
                problems.Add(new DatasetProblem(place, message));
            }
        }
        return problems;
    }
}
