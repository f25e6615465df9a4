using System.Security.Cryptography;
using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>A pair of IDX files as a data set: a column per pixel, and the labels as the target.</summary>
internal static class IdxReader
{
    public static Dataset Read(DatasetSettings settings)
    {
        var images = IdxFile.Read(settings.File);
        if (images.Sizes.Count < 2)
            throw images.Problem(3, "one dimension; images have at least rows and pixels, so these look like labels");
        var labels = settings.Labels is { } path ? IdxFile.Read(path) : null;
        if (labels is null && settings.Targets.Count > 0)
            throw new DatasetException(images.Name, "an IDX file holds no labels: write file: {images: …, labels: …}");
        var rowCount = images.Sizes[0];
        if (labels is not null)
            CheckLabels(labels, images, rowCount);
        if (rowCount == 1 && labels is not null)
            throw images.Problem(4, "there is one row; training and validation need at least two");
        var target = ReadTarget(settings, labels, rowCount);
        var features = ReadPixels(images, rowCount);
        return new Dataset([.. Enumerable.Range(1, rowCount)], new bool[rowCount])
        {
            FileName = images.Name,
            Hash = Convert.ToHexStringLower(SHA256.HashData([.. images.Stored, .. labels?.Stored ?? []])),
            Delimiter = ',',
            FeatureColumns = features,
            Target = target,
            Image = settings.Image ?? ShapeOf(images),
        };
    }

    /// <summary>
    /// "pixel_3_0" for line 3, column 0; with channels "pixel_3_0_2"; "pixel_17" where the file does not say how wide an image is.
    /// </summary>
    public static IReadOnlyList<string> ColumnNames(IdxFile images)
    {
        IEnumerable<string> names = ["pixel"];
        foreach (var size in images.Sizes.Skip(1))
            names = [.. names.SelectMany(name => Enumerable.Range(0, size).Select(place => Invariant($"{name}_{place}")))];
        return [.. names];
    }

    private static void CheckLabels(IdxFile labels, IdxFile images, int rowCount)
    {
        if (labels.Sizes.Count != 1)
            throw labels.Problem(3, Invariant($"{labels.Sizes.Count} dimensions; labels have one"));
        if (labels.Sizes[0] != rowCount)
            throw labels.Problem(4, Invariant($"{labels.Sizes[0]} labels, and {images.Name} has {rowCount} images"));
        for (var row = 0; row < rowCount; row++)
        {
            if (!double.IsFinite(labels[row]))
                throw labels.Problem(labels.OffsetOf(row), Invariant($"the label of image {row + 1} is no finite number"));
        }
    }

    private static Target ReadTarget(DatasetSettings settings, IdxFile? labels, int rowCount)
    {
        if (labels is null)
            return new Target { Kind = TargetKind.Regression, Names = [] };
        var values = new NumberList();
        values.Reserve(rowCount);
        for (var row = 0; row < rowCount; row++)
            values.Add(labels[row]);
        var problems = new ProblemList(labels.Name);
        var target = TargetReading.Read(settings, [values.ToColumn(settings.Targets[0])], problems);
        problems.ThrowIfAny();
        return target;
    }

    /// <summary>From row after row to column after column; a value that is no finite number is missing.</summary>
    private static NumericColumn[] ReadPixels(IdxFile images, int rowCount)
    {
        var names = ColumnNames(images);
        var columns = new NumericColumn[names.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var values = new NumberList();
            values.Reserve(rowCount);
            for (var row = 0; row < rowCount; row++)
            {
                var value = images[(long)row * columns.Length + i];
                values.Add(double.IsFinite(value) ? value : double.NaN);
            }
            columns[i] = values.ToColumn(names[i]);
        }
        return columns;
    }

    private static ImageShape? ShapeOf(IdxFile images) => images.Sizes.Skip(1).ToArray() switch
    {
        [var height, var width] => new ImageShape(height, width, 1),
        [var height, var width, var channels] => new ImageShape(height, width, channels),
        _ => null,
    };
}
