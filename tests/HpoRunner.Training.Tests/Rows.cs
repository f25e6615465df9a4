using System.Globalization;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>Small samples for tests.</summary>
internal static class Rows
{
    /// <summary>Normal features; the class depends on them through a random linear map, so there is something to learn.</summary>
    public static Samples Classes(int rows, int features, int classes, ulong seed = 1)
    {
        var random = RandomStream.Derive(seed, "rows");
        var x = Normals(random, rows * features);
        var map = Normals(random, features * classes);
        var labels = new int[rows];
        for (var row = 0; row < rows; row++)
            labels[row] = Enumerable
                .Range(0, classes)
                .MaxBy(c => Enumerable.Range(0, features).Sum(f => x[row * features + f] * map[f * classes + c]));
        return new Samples { Features = x, RowCount = rows, FeatureCount = features, Classes = labels, ClassCount = classes };
    }

    /// <summary>Normal features; targets are a smooth function of them, in units far from standard.</summary>
    public static Samples Numbers(int rows, int features, int targets, ulong seed = 1)
    {
        var random = RandomStream.Derive(seed, "rows");
        var x = Normals(random, rows * features);
        var map = Normals(random, features * targets);
        var y = new float[rows * targets];
        for (var row = 0; row < rows; row++)
        for (var target = 0; target < targets; target++)
            y[row * targets + target] =
                100 + 20 * Enumerable.Range(0, features).Sum(f => x[row * features + f] * map[f * targets + target]);
        return new Samples { Features = x, RowCount = rows, FeatureCount = features, Targets = y, TargetCount = targets };
    }

    public static TrainerSettings Settings(params (string Name, Scalar Value)[] parameters) =>
        TrainerSettings.From(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));

    /// <summary>digits.csv with every column standardized over all rows.</summary>
    public static Samples Digits()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no repository above the tests");
        var lines = File.ReadAllLines(Path.Combine(folder.FullName, "experiments", "data", "digits.csv")).Skip(1).ToArray();
        float[][] cells = [.. lines.Select(line => Array.ConvertAll(line.Split(','), Cell))];
        var width = cells[0].Length - 1;
        var features = new float[cells.Length * width];
        for (var column = 0; column < width; column++)
        {
            var mean = cells.Average(row => (double)row[column]);
            var deviation = Math.Sqrt(cells.Average(row => (row[column] - mean) * (row[column] - mean)));
            for (var row = 0; row < cells.Length; row++)
                features[row * width + column] = deviation > 0 ? (float)((cells[row][column] - mean) / deviation) : 0;
        }
        return new Samples
        {
            Features = features, RowCount = cells.Length, FeatureCount = width,
            Classes = [.. cells.Select(row => (int)row[width])], ClassCount = 10,
        };
    }

    private static float Cell(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The rows of these numbers.</summary>
    public static Samples Subset(this Samples samples, IReadOnlyList<int> rows) => new()
    {
        Features = [.. rows.SelectMany(row => samples.Features.Skip(row * samples.FeatureCount).Take(samples.FeatureCount))],
        RowCount = rows.Count,
        FeatureCount = samples.FeatureCount,
        Classes = samples.IsClassification ? [.. rows.Select(row => samples.Classes[row])] : [],
        ClassCount = samples.ClassCount,
        Targets = samples.IsClassification ? []
            : [.. rows.SelectMany(row => samples.Targets.Skip(row * samples.TargetCount).Take(samples.TargetCount))],
        TargetCount = samples.TargetCount,
    };

    public static float[] Normals(RandomStream random, int count)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = (float)random.NextNormal();
        return values;
    }
}
