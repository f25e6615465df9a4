namespace HpoRunner.Training.Datasets;

/// <summary>
/// One feature of 0 and 1 per category, in this order. Fill, one of them, stands in for a missing value; it is null when the training
/// rows had none at all, and then there are no features. Any other text is all zeros.
/// </summary>
public sealed record FittedCategories(string Name, IReadOnlyList<string> Categories, string? Fill) : FittedColumn(Name);
