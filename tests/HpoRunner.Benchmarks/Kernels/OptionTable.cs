using System.Globalization;
using HpoRunner.Training;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>
/// <c>dotnet run -c Release --project tests/HpoRunner.Benchmarks -- options</c>: what each optimizer adds to a step with plain gradient
/// descent, and each regularizer, activation, loss, augmentation, and watching the training metrics, to a step with Adam. Processor time, medians of
/// interleaved rounds, so that a busy machine slows all alike.
/// </summary>
internal static class OptionTable
{
    private const int Rounds = 40;

    private static readonly (string Name, (string, Scalar)[] Parameters)[] Regularizers =
    [
        ("plain", []), ("watched", []), ("l1", [("l1", 1e-4)]), ("l2", [("l2", 1e-4)]), ("max_norm", [("max_norm", 3)]),
        ("layer_norm_ball", [("layer_norm_ball", 100)]), ("activity_l1", [("activity_l1", 1e-4)]), ("dropout", [("dropout", 0.5)]),
        ("input_dropout", [("input_dropout", 0.2)]), ("batch_norm", [("batch_norm", true)]), ("clip_value", [("clip_value", 1)]),
        ("clip_norm", [("clip_norm", 1)]), ("input_noise", [("input_noise", 0.1)]), ("weight_noise", [("weight_noise", 0.01)]),
        ("label_smoothing", [("label_smoothing", 0.1)]), ("hinge", [("loss", "hinge")]),
        ("binary_cross_entropy", [("loss", "binary_cross_entropy")]), ("leaky_relu", [("activation", "leaky_relu")]),
        ("elu", [("activation", "elu")]), ("gelu", [("activation", "gelu")]), ("silu", [("activation", "silu")]),
        ("tanh", [("activation", "tanh")]), ("sigmoid", [("activation", "sigmoid")]),
    ];

    private static readonly (string Name, (string, Scalar)[] Parameters)[] Augmentations =
    [
        ("plain", []), ("augment_flip", [("augment_flip", true)]), ("augment_flip_vertical", [("augment_flip_vertical", true)]),
        ("augment_shift", [("augment_shift", 2)]), ("augment_crop", [("augment_crop", 2)]), ("augment_rotate", [("augment_rotate", 15)]),
        ("augment_elastic", [("augment_elastic", 1)]), ("augment_brightness", [("augment_brightness", 0.2)]),
    ];

    // Full batches alone are allowed for some, and the step is the same.
    private static readonly (string Name, (string, Scalar)[] Parameters)[] Optimizers =
    [
        .. OptimizerFactory.GradientRules.OrderBy(name => name != "sgd").Where(name => !OptimizerFactory.FullBatchOnly.Contains(name))
            .Select(name => (name, ((string, Scalar)[])[("optimizer", name)])),
    ];

    public static void Print(TextWriter output, string shape, int batch)
    {
        Compare(output, shape, batch, Optimizers);
        Compare(output, shape, batch, Regularizers);
        Compare(output, shape, batch, Augmentations);
    }

    private static void Compare(TextWriter output, string shape, int batch, (string Name, (string, Scalar)[] Parameters)[] variants)
    {
        var works = variants.Select(variant => new StepWork(shape, batch, variant.Parameters)).ToArray();
        for (var i = 0; i < works.Length; i++)
        {
            if (variants[i].Name == "watched")
                works[i].Watch();
            StepTable.WarmUp(works[i].Step);
        }
        var times = works.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < works.Length; i++)
                times[i].Add(StepTable.Seconds(works[i].Step));
        var medians = Array.ConvertAll(times, StepTable.Median);
        output.WriteLine($"{shape} batch {batch}, on top of {variants[0].Name}");
        for (var i = 0; i < works.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {variants[i].Name,-22} {medians[i] * 1e6,9:F2} µs {100 * (medians[i] / medians[0] - 1),7:F1} % (best {100 * (times[i][0] / times[0][0] - 1):F1} %)"));
            works[i].Dispose();
        }
    }
}
