namespace HpoRunner.Training.Datasets;

/// <summary>How categories become numbers.</summary>
public enum EncodeMethod
{
    /// <summary>A feature of 0 and 1 per category of the training rows; a category unseen there is all zeros.</summary>
    OneHot,
}
