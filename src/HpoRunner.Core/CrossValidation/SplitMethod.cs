namespace HpoRunner.CrossValidation;

/// <summary>How rows are divided into training and validation.</summary>
public enum SplitMethod
{
    /// <summary>Each row is validated on once per repeat.</summary>
    KFold,

    /// <summary>One part of the rows is validated on, once per repeat.</summary>
    Holdout,

    /// <summary>Like <see cref="KFold"/>, but rows of a group stay together, in the test rows too.</summary>
    GroupKFold,

    /// <summary>Training on the past, validation on the block that follows; the test rows are the last ones. Nothing is shuffled.</summary>
    TimeSeries,
}
