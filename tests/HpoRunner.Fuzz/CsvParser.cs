using HpoRunner.Training.Datasets;

namespace HpoRunner.Fuzz;

/// <summary>Data files, with a target and as rows to predict. What is read can be preprocessed, and gives finite numbers alone.</summary>
internal static class CsvParser
{
    private static readonly string File = Scratch.File("data.csv");

    public static string Read(byte[] input)
    {
        System.IO.File.WriteAllBytes(File, input);
        return $"{ReadAs("target")} / {ReadAs()}";
    }

    private static string ReadAs(params string[] targets)
    {
        try
        {
            var dataset = Dataset.Read(new DatasetSettings { File = File, Targets = targets });
            int[] rows = [.. Enumerable.Range(0, Math.Min(dataset.RowCount, 200))];
            var samples = Preprocessor.Fit(dataset, rows, new PreprocessingSettings()).Transform(dataset, rows);
            Check.That(samples.RowCount == rows.Length, "a sample for each row");
            foreach (var value in samples.Features)
                Check.That(float.IsFinite(value), "features are finite numbers");
            return $"sound: {dataset.Kind} {Math.Min(dataset.FeatureColumns.Count, 9)}";
        }
        catch (DatasetException problems)
        {
            Check.That(problems.Problems.All(problem => problem.ToString().Length < 4000), "messages stay short");
            return string.Join('|', problems.Problems.Select(problem => Parsers.Kind(problem.Message)).Distinct().Order(StringComparer.Ordinal));
        }
    }
}
