namespace HpoRunner.Training.Datasets;

/// <summary>
/// Rows ready for training: scaled, imputed and encoded features, and their targets. Immutable once built; shared by evaluations.
/// </summary>
public sealed class Samples
{
    /// <summary>Row-major [RowCount × FeatureCount], dense, without padding.</summary>
    public required float[] Features { get; init; }

    public required int RowCount { get; init; }

    public required int FeatureCount { get; init; }

    /// <summary>Class of each row, 0 … ClassCount − 1; empty for regression.</summary>
    public int[] Classes { get; init; } = [];

    /// <summary>0 for regression. Counts every class of the whole data set, also one that is absent from these rows.</summary>
    public int ClassCount { get; init; }

    /// <summary>Row-major [RowCount × TargetCount] in the target's own units; empty for classification.</summary>
    public float[] Targets { get; init; } = [];

    /// <summary>0 for classification.</summary>
    public int TargetCount { get; init; }

    public bool IsClassification => ClassCount > 0;
}
