namespace HpoRunner.Training.Datasets;

/// <summary>One column of a data set, a value per row.</summary>
public abstract class Column(string name)
{
    public string Name { get; } = name;

    public abstract ColumnKind Kind { get; }

    public abstract bool IsMissing(int row);

    /// <summary>The same column with the given rows missing.</summary>
    internal abstract Column Without(ReadOnlySpan<int> rows);
}
