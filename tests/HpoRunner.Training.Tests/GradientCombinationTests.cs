using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training;

/// <summary>
/// Central differences for every combination of activation, loss, layers (batch normalization before, after or not at all, dropout or not)
/// and penalty, each on a random network of its own: depth, widths, features, classes or targets, rows and initializer are drawn. The
/// names come from the factories, so what is added to one is checked here.
/// </summary>
internal sealed class GradientCombinationTests
{
    /// <summary>What 32-bit arithmetic leaves where the objective is smooth, and where it has kinks that lie just out of reach of the
    /// difference; a wrong gradient is off by tens of percent.</summary>
    private const double SmoothTolerance = 2e-3;
    private const double KinkTolerance = 0.03;

    private const int Compared = 40;

    /// <summary>The mean squared error on numbers, beside the losses on classes.</summary>
    private const string OnNumbers = "mse on numbers";

    private static readonly string[] Normalizations = ["false", BatchNormalization.BeforeActivation, BatchNormalization.AfterActivation];

    private static readonly (string, Scalar)[][] Penalties =
    [
        [], [("l1", 0.02)], [("l2", 0.02)], [("l1", 0.01), ("l2", 0.02)], [("activity_l1", 0.02)],
        [("l1", 0.01), ("l2", 0.02), ("activity_l1", 0.02)],
    ];

    /// <summary>Started from those that break no symmetry, or at kinks, a network shows nothing.</summary>
    private static readonly string[] Starts = [.. InitializerFactory.Names.Except(["zeros", "ones", "constant", "identity"])];

    private static IEnumerable<string> Losses => LossFactory.Names.Where(name => name != LossFactory.Automatic).Append(OnNumbers);

    [Test]
    public void Run_EveryLayerAndPenalty_AgreesWithBackpropagation(
        [ValueSource(typeof(ActivationFactory), nameof(ActivationFactory.Names))] string activation,
        [ValueSource(nameof(Losses))] string loss)
    {
        var wrong = new List<string>();
        var (compared, skipped) = (0, 0);
        foreach (var normalization in Normalizations)
        foreach (var dropout in (double[])[0, 0.3])
        foreach (var penalty in Penalties)
        {
            (string, Scalar)[] layers =
            [
                ("activation", activation), ("batch_norm", normalization == "false" ? false : normalization), ("dropout", dropout),
                .. penalty,
            ];
            var random = RandomStream.Derive(1, string.Join(' ', layers) + loss);
            var hidden = string.Join('-', Enumerable.Range(0, 1 + random.NextInt(3)).Select(_ => 2 + random.NextInt(20)));
            var outcome = Check(random, [("hidden", hidden), .. layers], loss);
            (compared, skipped) = (compared + outcome.Compared, skipped + outcome.Skipped);
            var isSmooth =
                activation is "gelu" or "silu" or "tanh" or "sigmoid"
                && loss != "hinge"
                && !penalty.Any(given => given.Item1.EndsWith("l1", StringComparison.Ordinal));
            if (!(outcome.LargestRelativeDifference < (isSmooth ? SmoothTolerance : KinkTolerance)))
                wrong.Add($"{hidden} {string.Join(' ', layers)}: {outcome.LargestRelativeDifference:g2}");
        }
        Assert.That(wrong, Is.Empty);
        Assert.That(compared, Is.GreaterThan(skipped), "most parameters lie away from kinks");
    }

    [Test]
    public void Run_LinearModelWithEveryPenalty_AgreesWithBackpropagation([ValueSource(nameof(Losses))] string loss)
    {
        var wrong = new List<string>();
        foreach (var penalty in Penalties)
        {
            var outcome = Check(RandomStream.Derive(2, string.Join(' ', penalty) + loss), [("hidden", "none"), .. penalty], loss);
            if (!(outcome.LargestRelativeDifference < KinkTolerance))
                wrong.Add($"{string.Join(' ', penalty)}: {outcome.LargestRelativeDifference:g2}");
        }
        Assert.That(wrong, Is.Empty);
    }

    private static GradientCheckOutcome Check(RandomStream random, (string, Scalar)[] layers, string loss)
    {
        var (rows, features, outputs) = (8 + random.NextInt(20), 2 + random.NextInt(10), 2 + random.NextInt(6));
        Scalar start = Starts[random.NextInt(Starts.Length)];
        (string, Scalar)[] parameters = [.. layers, ("init", start), ("loss", loss == OnNumbers ? "mse" : loss)];
        // N(0, 0.05²) and its like leave gradients that vanish beside their rounding.
        if (start.ToString() is "normal" or "uniform" or "truncated_normal")
            parameters = [.. parameters, ("init_scale", 10)];
        var samples = loss == OnNumbers ? Rows.Numbers(rows, features, outputs) : Rows.Classes(rows, features, outputs);
        return GradientCheck.Run(Rows.Settings(parameters), samples, seed: 3, Compared);
    }
}
