using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments;

/// <summary>
/// What <see cref="ExperimentTemplate"/> must know of the data; paths are relative to where the experiment file will lie.
/// </summary>
/// <param name="File">The CSV file, or the IDX file of images.</param>
/// <param name="Target">The column to predict.</param>
/// <param name="Kind">As detected.</param>
/// <param name="Rows">Without the header.</param>
/// <param name="Contents">In words: "506 rows, 14 columns".</param>
internal sealed record TemplateData(string File, string Target, TargetKind Kind, int Rows, string Contents)
{
    /// <summary>The IDX file of labels; null for CSV.</summary>
    public string? Labels { get; init; }
}
