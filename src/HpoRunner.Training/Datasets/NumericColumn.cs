namespace HpoRunner.Training.Datasets;

/// <summary>
/// Numbers, NaN where missing. Kept in single precision when every value fits in it without loss (whole numbers, pixels), which halves
/// the memory of most large files; in double precision otherwise, so that a time stamp keeps its seconds until it is scaled.
/// </summary>
public sealed class NumericColumn : Column
{
    private readonly float[] _singles;
    private readonly double[]? _doubles;

    public NumericColumn(string name, double[] values)
        : this(name, values, values.Length)
    {
    }

    /// <summary>Arrays may be longer than there are rows.</summary>
    internal NumericColumn(string name, double[] values, int rowCount)
        : base(name) => (_singles, _doubles, RowCount) = ([], values, rowCount);

    internal NumericColumn(string name, float[] values, int rowCount)
        : base(name) => (_singles, _doubles, RowCount) = (values, null, rowCount);

    public override ColumnKind Kind => ColumnKind.Numeric;

    public double this[int row] => _doubles is null ? _singles[row] : _doubles[row];

    internal int RowCount { get; }

    internal bool IsSinglePrecision => _doubles is null;

    public override bool IsMissing(int row) => double.IsNaN(this[row]);

    internal override Column Without(ReadOnlySpan<int> rows)
    {
        if (_doubles is null)
        {
            var singles = _singles.AsSpan().ToArray();
            foreach (var row in rows)
                singles[row] = float.NaN;
            return new NumericColumn(Name, singles, RowCount);
        }
        var doubles = _doubles.AsSpan().ToArray();
        foreach (var row in rows)
            doubles[row] = double.NaN;
        return new NumericColumn(Name, doubles, RowCount);
    }
}
