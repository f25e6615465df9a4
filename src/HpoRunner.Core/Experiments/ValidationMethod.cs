namespace HpoRunner.Experiments;

/// <summary>How a configuration is judged: on k folds, each validated once, or on one part that is held out.</summary>
public enum ValidationMethod
{
    KFold,
    Holdout,
}
