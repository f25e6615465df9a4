using System.Text.Json;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Models;

/// <summary>
/// <c>best/preprocessing.json</c>: how rows become features for the model, and what its outputs stand for. A numeric column is
/// (x − centre) / scale, with fill for a missing x; a categorical one is a 0 or 1 per category, with fill for a missing text and zeros for
/// an unknown one. Features stand in the order of <paramref name="Columns"/>; names of columns and features are the data file's.
/// </summary>
/// <param name="Format">1; raised when an older program would misread the file.</param>
/// <param name="Classes">Class names in the order of the model's outputs; empty for regression.</param>
/// <param name="Missing">Cells that read as missing.</param>
/// <param name="Impute">With <see cref="ImputeMethod.Error"/> a missing value is refused.</param>
internal sealed record PreprocessingFile(
    int Format,
    TargetKind Task,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Classes,
    IReadOnlyList<string> Missing,
    ImputeMethod Impute,
    IReadOnlyList<PreprocessingFile.ColumnEntry> Columns,
    IReadOnlyList<string> Features)
{
    public const string Name = "preprocessing.json";

    private const int KnownFormat = 1;

    private static readonly JsonSerializerOptions Indented = new(JournalJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>
    /// Numbers have centre and scale, texts have categories; a category's fill is absent when training had no value at all.
    /// </summary>
    internal sealed record ColumnEntry(
        string Name, ColumnKind Kind, double? FillNumber = null, double? Centre = null, double? Scale = null,
        IReadOnlyList<string>? Categories = null, string? FillText = null);

    public static PreprocessingFile Of(PreparedExperiment prepared, Preprocessor preprocessor)
    {
        var dataset = prepared.Dataset;
        return new PreprocessingFile(
            KnownFormat, dataset.Kind, dataset.TargetNames, dataset.ClassNames, prepared.Experiment.Dataset.Missing,
            prepared.Experiment.Preprocessing.Impute, [.. preprocessor.Columns.Select(Entry)], preprocessor.FeatureNames);
    }

    /// <exception cref="InvalidDataException">When the text is not such a file, or a later version's.</exception>
    public static PreprocessingFile Parse(string text)
    {
        try
        {
            var file = JsonSerializer.Deserialize<PreprocessingFile>(text, Indented) ?? throw new InvalidDataException($"{Name} is empty");
            return file.Format == KnownFormat
                ? file
                : throw new InvalidDataException($"{Name} has format {file.Format}; this version reads {KnownFormat}");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{Name} cannot be read: {fault.Message}", fault);
        }
    }

    public string ToText() => JsonSerializer.Serialize(this, Indented) + "\n";

    public Preprocessor ToPreprocessor() => new([.. Columns.Select(Fitted)]);

    private static ColumnEntry Entry(FittedColumn column) => column switch
    {
        FittedNumbers numbers => new(numbers.Name, ColumnKind.Numeric, numbers.Fill, numbers.Centre, numbers.Scale),
        FittedCategories texts => new(texts.Name, ColumnKind.Categorical, Categories: texts.Categories, FillText: texts.Fill),
        _ => throw new InvalidOperationException($"no entry for {column.GetType().Name}"),
    };

    private static FittedColumn Fitted(ColumnEntry entry) => entry switch
    {
        { Kind: ColumnKind.Numeric, FillNumber: { } fill, Centre: { } centre, Scale: { } scale } =>
            new FittedNumbers(entry.Name, fill, centre, scale),
        { Kind: ColumnKind.Categorical, Categories: { } categories, FillText: { } fill } when !categories.Contains(fill) =>
            throw new InvalidDataException($"{Name}: column '{entry.Name}' is filled with '{fill}', which is none of its categories"),
        { Kind: ColumnKind.Categorical, Categories: { } categories } => new FittedCategories(entry.Name, categories, entry.FillText),
        _ => throw new InvalidDataException($"{Name}: column '{entry.Name}' lacks members"),
    };
}
