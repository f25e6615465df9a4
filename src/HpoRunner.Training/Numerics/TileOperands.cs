namespace HpoRunner.Training.Numerics;

/// <summary>
/// What a micro-kernel multiplies: A[r, k] at A + r · ARowBytes + k · AStepBytes, B[k, c] at B + k · BStepBytes (c contiguous),
/// C[r, c] at C + r · CStride floats. Eight rows of A are read whatever <see cref="Rows"/> says, so they must exist.
/// </summary>
internal unsafe struct TileOperands
{
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

    /// <summary>How many of the 8 rows are stored.</summary>
    public int Rows;
}
