namespace HpoRunner.Training.Numerics;

/// <summary>
/// A row-major matrix whose rows are padded for the kernels: room for a multiple of 16 rows and of 16 columns. Padding columns are
/// zero unless the writer says otherwise; padding rows hold anything finite or not and are never read into a result.
/// </summary>
internal sealed unsafe class PaddedMatrix : IDisposable
{
    private readonly NativeFloats _memory;

    public PaddedMatrix(int rows, int columns)
    {
        Rows = RoundUp(rows, MatrixProduct.MostTileRows);
        Columns = columns;
        PaddedColumns = RoundUp(columns, PanelLayout.Narrow);
        // Rows a multiple of 1 KiB apart fall into few sets of the first-level cache when a column is walked.
        Stride = PaddedColumns % 256 == 0 ? PaddedColumns + PanelLayout.Narrow : PaddedColumns;
        _memory = new NativeFloats(checked(Rows * Stride));
    }

    /// <summary>Rows there is room for.</summary>
    public int Rows { get; }

    public int Columns { get; }

    public int PaddedColumns { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    public float* Pointer => _memory.Pointer;

    public float* RowPointer(int row) => _memory.Pointer + (nint)row * Stride;

    /// <summary>Floats of the first rows, padding between them included: what a loop over all values walks through.</summary>
    public nint LengthOf(int rows) => (nint)rows * Stride;

    /// <summary>The columns of one row, without padding.</summary>
    public Span<float> Row(int row) => new(RowPointer(row), Columns);

    public void Dispose() => _memory.Dispose();

    internal static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);
}
