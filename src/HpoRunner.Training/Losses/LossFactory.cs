using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Losses;

/// <summary>From the name in an experiment file to the loss.</summary>
internal static class LossFactory
{
    public const string Automatic = "auto";

    public static IReadOnlyList<string> Names { get; } = [Automatic, "cross_entropy", "hinge", "mse", "binary_cross_entropy"];

    /// <summary>Null when the loss suits the targets, else what is wrong.</summary>
    public static string? Check(string name, bool isClassification) => name is Automatic or "mse" || isClassification
        ? null
        : $"{name} needs classes, and the target is a number; allowed: {Automatic}, mse";

    public static Loss Create(TrainerSettings settings, Samples samples) => settings.Loss switch
    {
        Automatic when !samples.IsClassification => new MeanSquaredError(onClasses: false),
        Automatic or "cross_entropy" => new SoftmaxCrossEntropy(samples.ClassCount, settings.LabelSmoothing, samples.ClassWeights),
        "hinge" => new Hinge(samples.ClassCount, settings.HingeMargin, samples.ClassWeights),
        "mse" => new MeanSquaredError(samples.IsClassification, samples.ClassWeights),
        "binary_cross_entropy" => new BinaryCrossEntropy(samples.ClassCount, settings.LabelSmoothing, samples.ClassWeights),
        var other => throw new ArgumentOutOfRangeException(nameof(settings), other, "no such loss"),
    };
}
