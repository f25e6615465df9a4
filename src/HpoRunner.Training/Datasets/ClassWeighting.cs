namespace HpoRunner.Training.Datasets;

/// <summary>How much the rows of a class count in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every row the same.</summary>
    None,

    /// <summary>Every class the same, however rare: see <see cref="Samples.Balanced"/>.</summary>
    Balanced,
}
