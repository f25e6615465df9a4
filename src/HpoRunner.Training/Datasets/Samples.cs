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

    /// <summary>What each class's rows count in the loss; null for 1 each.</summary>
    public float[]? ClassWeights { get; init; }

    /// <summary>How the features make an image; null when they do not.</summary>
    public ImageShape? Image { get; init; }

    public bool IsClassification => ClassCount > 0;

    /// <summary>These rows, in this order.</summary>
    internal Samples Choose(ReadOnlySpan<int> rows)
    {
        var features = new float[checked(rows.Length * FeatureCount)];
        var classes = new int[IsClassification ? rows.Length : 0];
        var targets = new float[rows.Length * TargetCount];
        for (var i = 0; i < rows.Length; i++)
        {
            Features.AsSpan(rows[i] * FeatureCount, FeatureCount).CopyTo(features.AsSpan(i * FeatureCount));
            if (IsClassification)
                classes[i] = Classes[rows[i]];
            Targets.AsSpan(rows[i] * TargetCount, TargetCount).CopyTo(targets.AsSpan(i * TargetCount));
        }
        return new Samples
        {
            Features = features, RowCount = rows.Length, FeatureCount = FeatureCount, Classes = classes, ClassCount = ClassCount,
            Targets = targets, TargetCount = TargetCount, ClassWeights = ClassWeights, Image = Image,
        };
    }

    /// <summary>The same features with other classes.</summary>
    internal Samples WithClasses(int[] classes) => new()
    {
        Features = Features, RowCount = RowCount, FeatureCount = FeatureCount, Classes = classes, ClassCount = ClassCount,
        ClassWeights = ClassWeights, Image = Image,
    };

    /// <summary>
    /// The same rows with each class weighted by rows/(classes · its rows), so that all count the same in the loss (scikit-learn's
    /// class_weight="balanced"); a class without rows weighs 1. Numbers stay as they are.
    /// </summary>
    public Samples Balanced()
    {
        if (!IsClassification)
            return this;
        var counts = new int[ClassCount];
        foreach (var label in Classes)
            counts[label]++;
        return new Samples
        {
            Features = Features, RowCount = RowCount, FeatureCount = FeatureCount, Classes = Classes, ClassCount = ClassCount,
            Image = Image,
            ClassWeights = Array.ConvertAll(counts, count => count == 0 ? 1f : (float)((double)RowCount / ClassCount / count)),
        };
    }
}
