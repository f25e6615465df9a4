using System.Globalization;
using HpoRunner.Training;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>
/// <c>dotnet run -c Release --project tests/HpoRunner.Benchmarks -- regularizers</c>: what each regularizer, and watching the training
/// metrics, adds to a step. Processor time, medians of interleaved rounds, so that a busy machine slows all alike.
/// </summary>
internal static class RegularizerTable
{
    private const int Rounds = 40;

    private static readonly (string Name, (string, Scalar)[] Parameters)[] Variants =
    [
        ("plain", []), ("watched", []), ("l1", [("l1", 1e-4)]), ("l2", [("l2", 1e-4)]), ("max_norm", [("max_norm", 3)]),
        ("layer_norm_ball", [("layer_norm_ball", 100)]), ("activity_l1", [("activity_l1", 1e-4)]), ("dropout", [("dropout", 0.5)]),
        ("input_dropout", [("input_dropout", 0.2)]), ("batch_norm", [("batch_norm", true)]), ("input_noise", [("input_noise", 0.1)]),
        ("weight_noise", [("weight_noise", 0.01)]), ("label_smoothing", [("label_smoothing", 0.1)]), ("hinge", [("loss", "hinge")]),
        ("binary_cross_entropy", [("loss", "binary_cross_entropy")]), ("leaky_relu", [("activation", "leaky_relu")]), ("elu", [("activation", "elu")]),
        ("gelu", [("activation", "gelu")]), ("silu", [("activation", "silu")]),
    ];

    public static void Print(TextWriter output, string shape, int batch)
    {
        var works = Variants.Select(variant => new StepWork(shape, batch, variant.Parameters)).ToArray();
        works[1].Watch();
        var times = works.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < works.Length; i++)
                times[i].Add(StepTable.Seconds(() => works[i].Step()));
        var medians = Array.ConvertAll(times, StepTable.Median);
        output.WriteLine($"{shape} batch {batch}");
        for (var i = 0; i < works.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {Variants[i].Name,-22} {medians[i] * 1e6,9:F2} µs {100 * (medians[i] / medians[0] - 1),7:F1} % (best {100 * (times[i].Min() / times[0].Min() - 1):F1} %)"));
            works[i].Dispose();
        }
    }
}
