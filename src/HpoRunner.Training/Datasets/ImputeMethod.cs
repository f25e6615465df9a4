namespace HpoRunner.Training.Datasets;

/// <summary>
/// What stands in for a missing number, taken from the training rows. A missing category is always replaced by the most frequent
/// one, except under <see cref="Error"/>.
/// </summary>
public enum ImputeMethod
{
    Median,
    Mean,

    /// <summary>The smallest of equally frequent values.</summary>
    MostFrequent,

    /// <summary>Nothing: a missing value is an error with its line.</summary>
    Error,
}
