using System.Globalization;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments;

/// <summary>What is in an experiment's data, in words for the one who wrote the file.</summary>
/// <param name="Features">"150 rows x 4 features, all numeric"; of IDX files "1797 images of 8 x 8 pixels".</param>
/// <param name="Target">"3 classes: setosa 50, versicolor 50, virginica 50"; "numbers from 25 to 346".</param>
/// <param name="Image">Also where the file does not say it, but the data do.</param>
/// <param name="TestRowCount">Rows that are set apart.</param>
internal sealed record DatasetContents(string Features, string Target, ImageShape? Image, int TestRowCount)
{
    private const int MostClassesNamed = 20;

    public static DatasetContents Of(Dataset dataset, bool isIdx, int testRowCount)
    {
        var columns = dataset.FeatureColumns;
        var categorical = columns.Count(column => column.Kind == ColumnKind.Categorical);
        var kinds = columns.Count == 1 ? categorical == 0 ? "numeric" : "categorical"
            : categorical == 0 ? "all numeric" : categorical == columns.Count ? "all categorical"
            : Text($"{columns.Count - categorical} numeric, {categorical} categorical");
        var features = isIdx && dataset.Image is { } image
            ? Text($"{dataset.RowCount} images of {image.Height} x {image.Width}{Channels(image)} pixels")
            : Text($"{dataset.RowCount} rows x {columns.Count} {(columns.Count == 1 ? "feature" : "features")}, {kinds}");
        return new(features, dataset.Kind == TargetKind.Classification ? Classes(dataset) : Numbers(dataset), dataset.Image, testRowCount);
    }

    private static string Classes(Dataset dataset)
    {
        var counts = new int[dataset.ClassCount];
        foreach (var index in dataset.Classes)
            counts[index]++;
        var each = counts.Length <= MostClassesNamed
            ? string.Join(", ", dataset.ClassNames.Zip(counts, (name, count) => Text($"{name} {count}")))
            : Text($"{counts.Min()} to {counts.Max()} rows each");
        return Text($"{counts.Length} classes: {each}");
    }

    private static string Numbers(Dataset dataset)
    {
        var (values, width) = (dataset.Targets.ToArray(), dataset.TargetNames.Count);
        var ranges = dataset.TargetNames.Select((name, j) =>
        {
            var column = values.Where((_, i) => i % width == j).ToList();
            return $"{(width > 1 ? name + " " : "")}from {Scalar.Number(column.Min())} to {Scalar.Number(column.Max())}";
        });
        return $"numbers {string.Join(", ", ranges)}";
    }

    private static string Channels(ImageShape image) => image.Channels > 1 ? Text($" x {image.Channels}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
