namespace HpoRunner.Training.Datasets;

/// <summary>How columns become features.</summary>
public sealed record PreprocessingSettings
{
    public ScaleMethod Scale { get; init; } = ScaleMethod.Standard;

    public ImputeMethod Impute { get; init; } = ImputeMethod.Median;

    public EncodeMethod Encode { get; init; } = EncodeMethod.OneHot;
}
