using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Losses;

/// <summary>From the name in an experiment file to the loss.</summary>
internal static class LossFactory
{
    public const string Automatic = "auto";

    public static IReadOnlyList<string> Names { get; } = [Automatic, "cross_entropy", "mse"];

    /// <summary>Null when the loss suits the targets, else what is wrong.</summary>
    public static string? Check(string name, bool isClassification) =>
        name == "cross_entropy" && !isClassification ? "loss: cross_entropy needs classes as the target; for numbers use mse or auto" : null;

    public static Loss Create(string name, Samples samples) => name switch
    {
        Automatic => Create(samples.IsClassification ? "cross_entropy" : "mse", samples),
        "cross_entropy" => new SoftmaxCrossEntropy(samples.ClassCount),
        "mse" => new MeanSquaredError(samples.IsClassification),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such loss"),
    };
}
