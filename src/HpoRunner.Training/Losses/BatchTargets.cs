using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>What the rows of one batch should give: a class per row, or values in standardized units.</summary>
internal sealed class BatchTargets : IDisposable
{
    /// <param name="rows">Rows there must be room for.</param>
    /// <param name="targetCount">Values per row; 0 for classes.</param>
    public BatchTargets(int rows, int targetCount)
    {
        Classes = targetCount == 0 ? new int[rows] : [];
        Values = targetCount == 0 ? null : new PaddedMatrix(rows, targetCount);
    }

    /// <summary>Class of each row; empty for regression.</summary>
    public int[] Classes { get; }

    /// <summary>[rows × targets] with zero padding columns; null for classification.</summary>
    public PaddedMatrix? Values { get; }

    public void Dispose() => Values?.Dispose();
}
