namespace HpoRunner.Experiments;

/// <summary>How a configuration is judged: on k folds, each validated once, or on one part that is held out.</summary>
public enum ValidationMethod
{
    KFold,
    Holdout,

    /// <summary>Folds that keep the rows of a group together.</summary>
    GroupKFold,

    /// <summary>Trained on the past, validated on the block of time that follows.</summary>
    TimeSeries,
}
