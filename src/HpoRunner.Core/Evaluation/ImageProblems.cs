using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Evaluation;

/// <summary>What does not go together among images, their columns and what is asked to be done with them.</summary>
internal static class ImageProblems
{
    public static IEnumerable<ExperimentError> Of(Experiment experiment, Dataset dataset)
    {
        var (settings, name) = (experiment.Dataset, dataset.FileName);
        if (settings.Labels is not null && (settings.Group ?? settings.Order) is { } column)
            yield return ExperimentError.About(settings.Group is null ? "validation.order" : "validation.group",
                $"IDX files hold pixels alone, no column {column}; allowed methods: k_fold, holdout");
        if (dataset.Image is not { } image)
        {
            foreach (var (value, path) in First(experiment, ParameterFit.NeedsImage))
                yield return ExperimentError.About(path,
                    $"{value} augments images, and {name} is not known to hold any; say how its columns make one with data.image, "
                    + "such as 8x8x1, or leave it out");
            yield break;
        }
        foreach (var (value, path) in First(experiment, (name, value) => ParameterFit.MovesOutOfSight(name, value, image)))
            yield return ExperimentError.About(path,
                $"{value} moves images of {image} out of sight; allowed: up to {Math.Min(image.Height, image.Width) - 1}");
        var columns = dataset.FeatureColumns.Count;
        if (image.ValueCount != columns)
            yield return ExperimentError.About(
                "data.image",
                $"{image} makes {image.ValueCount} values, and {name} has {columns} feature columns; the two must be equal");
        if (dataset.FeatureColumns.FirstOrDefault(feature => feature.Kind == ColumnKind.Categorical) is { } words)
            yield return ExperimentError.About(
                "data.image",
                $"column '{words.Name}' is categorical; the columns of an image are numbers: put others into data.ignore");
        if (experiment.Preprocessing.Scale == ScaleMethod.Robust)
            yield return ExperimentError.About(
                "preprocessing.scale",
                "robust does not suit images, most of whose pixels are one and the same background; allowed: standard, min_max, none");
    }

    /// <summary>Of every parameter the first value of which this is true.</summary>
    private static IEnumerable<(Scalar Value, string Path)> First(Experiment experiment, Func<string, Scalar, bool> isTrue) =>
        from parameter in experiment.Parameters
        from value in ParameterValues.Of(parameter, experiment.Points).Where(value => isTrue(parameter.Name, value.Value)).Take(1)
        select value;
}
