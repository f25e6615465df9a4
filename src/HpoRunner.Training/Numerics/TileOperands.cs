namespace HpoRunner.Training.Numerics;

/// <summary>
/// What a micro-kernel multiplies: A[r, k] at A + r · ARowBytes + k · AStepBytes, B[k, c] at B + k · BStepBytes (c contiguous),
/// C[r, c] at C + r · CStride floats. All rows of the tile are read from A whatever <see cref="Rows"/> says, so they must exist.
/// </summary>
internal unsafe struct TileOperands
{
    /// <summary>Bytes of a cache line.</summary>
    public const int Line = 64;

    public float* A;
    public nint ARowBytes;
    public nint AStepBytes;
    public float* B;
    public nint BStepBytes;
    public int Depth;
    public float* C;
    public nint CStride;

    /// <summary>What every row's sums start from (a bias per column); null for zero.</summary>
    public float* Start;

    /// <summary>How many rows are stored.</summary>
    public int Rows;

    /// <summary>Floats from a place in C to the value that <see cref="WherePositive"/> looks at.</summary>
    public nint ToValues;

    /// <summary>
    /// What will be wanted soon, in two streams: with every k the lines at Ahead + k · AheadStep bytes, and AheadGap bytes behind it, are
    /// fetched into the cache. Any address will do.
    /// </summary>
    public float* Ahead;
    public nint AheadStep;
    public nint AheadGap;
}
