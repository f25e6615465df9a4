using HpoRunner.Training.Datasets;

namespace HpoRunner.Fuzz;

/// <summary>Data files, with a target and as rows to predict. What is read can be preprocessed, and gives finite numbers alone.</summary>
internal static class CsvParser
{
    private static readonly string Csv = Scratch.File("data.csv");

    public static string Read(byte[] input)
    {
        File.WriteAllBytes(Csv, input);
        return $"{Read(new DatasetSettings { File = Csv, Targets = ["target"] })} / {Read(new DatasetSettings { File = Csv, Targets = [] })}";
    }

    /// <summary>Reads and preprocesses; tells the kinds of problems, or of what was read.</summary>
    public static string Read(DatasetSettings settings)
    {
        try
        {
            var dataset = Dataset.Read(settings);
            int[] rows = [.. Enumerable.Range(0, Math.Min(dataset.RowCount, 200))];
            var samples = Preprocessor.Fit(dataset, rows, new PreprocessingSettings()).Transform(dataset, rows);
            Check.That(samples.RowCount == rows.Length, "a sample for each row");
            foreach (var value in samples.Features)
                Check.That(float.IsFinite(value), "features are finite numbers");
            return $"sound: {dataset.Kind} {Math.Min(dataset.FeatureColumns.Count, 9)}";
        }
        catch (DatasetException problems)
        {
            Check.That(problems.Problems.All(problem => problem.ToString().Length < 1200), "messages stay short");
            return string.Join(
                '|',
                problems.Problems.Select(problem => Parsers.Kind(problem.Message)).Distinct().Order(StringComparer.Ordinal));
        }
    }
}
