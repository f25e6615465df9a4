using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Evaluation;

/// <summary>What does not go together among images, their columns and what is asked to be done with them.</summary>
internal static class ImageProblems
{
    public static IEnumerable<string> Of(Experiment experiment, Dataset dataset)
    {
        if (experiment.Dataset.Labels is not null && (experiment.Dataset.Group ?? experiment.Dataset.Order) is { } column)
            yield return $"validation: IDX files have no column {column}; allowed methods: k_fold, holdout";
        if (dataset.Image is not { } image)
        {
            foreach (var parameter in experiment.Parameters.Where(NeedsImage))
                yield return $"parameters.{parameter.Name}: {dataset.FileName} is not known to hold images; say how its columns make one with data.image, such as 8x8x1";
            yield break;
        }
        var columns = dataset.FeatureColumns.Count;
        if (image.ValueCount != columns)
            yield return $"data.image: {image} makes {image.ValueCount} values, and {dataset.FileName} has {columns} feature columns; the two must be equal";
        if (dataset.FeatureColumns.FirstOrDefault(feature => feature.Kind == ColumnKind.Categorical) is { } words)
            yield return $"data.image: column '{words.Name}' is categorical; the columns of an image are numbers: put others into data.ignore";
        if (experiment.Preprocessing.Scale == ScaleMethod.Robust)
            yield return "preprocessing.scale: robust does not suit images, most of whose pixels are one and the same background; allowed: standard, min_max, none";
    }

    /// <summary>Whether any value of the parameter augments images.</summary>
    private static bool NeedsImage(Parameter parameter) => parameter.Domain switch
    {
        FixedDomain given => ParameterTable.NeedsImage(parameter.Name, given.Value),
        ChoiceDomain choice => choice.Values.Any(value => ParameterTable.NeedsImage(parameter.Name, value)),
        RangeDomain range => ParameterTable.NeedsImage(parameter.Name, range.Max),
        NormalDomain normal => ParameterTable.NeedsImage(parameter.Name, normal.Mean),
        _ => false,
    };
}
