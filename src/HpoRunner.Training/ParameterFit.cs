using HpoRunner.Training.Augmentations;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Training;

/// <summary>Whether values that <see cref="ParameterTable"/> allows also suit the data that are to be learned from.</summary>
public static class ParameterFit
{
    /// <summary>Null when a value suits the target, else what is wrong and what is allowed.</summary>
    /// <param name="name">Of the parameter.</param>
    /// <param name="value">Allowed by its row.</param>
    /// <param name="classCount">Classes of the target; 0 for numbers.</param>
    public static string? CheckTarget(string name, Scalar value, int classCount) => name switch
    {
        "loss" => LossFactory.Check(value.ToString(), classCount > 0),
        "label_noise" or "label_smoothing" when classCount == 0 && value.AsNumber > 0 =>
            $"{value} needs classes, and the target is a number; allowed: 0",
        "early_stopping_metric" => MetricTable.CheckTarget(value.ToString(), classCount),
        _ => null,
    };

    /// <summary>Whether this value augments images, which the data must then hold.</summary>
    public static bool NeedsImage(string name, Scalar value) =>
        AugmentationFactory.Parameters.Any(row => row.Name == name) && AugmentationFactory.IsOn(value);

    /// <summary>Whether a shift can leave nothing of such an image but its edge.</summary>
    public static bool MovesOutOfSight(string name, Scalar value, ImageShape image) =>
        name == AugmentationFactory.Shift && value.AsNumber >= Math.Min(image.Height, image.Width);
}
