namespace HpoRunner.CrossValidation;

/// <summary>
/// How rows are split. Folds does not count for <see cref="SplitMethod.Holdout"/>, HoldoutShare for nothing else. Stratify keeps the
/// shares of the classes in every part, the test rows included; it has no effect without classes, with groups and in time series.
/// TestShare is null for no test rows.
/// </summary>
public sealed record SplitSettings(
    SplitMethod Method,
    int Folds,
    int Repeats,
    bool Stratify,
    double HoldoutShare,
    double? TestShare,
    long Seed);
