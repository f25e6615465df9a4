using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
internal sealed class GradientCheckTests
{
    /// <summary>What 32-bit arithmetic leaves where the objective is smooth; a wrong gradient is off by tens of percent.</summary>
    private const double SmoothTolerance = 3e-4;

    /// <summary>With ReLU a kink within reach may pass unnoticed when its jump is small.</summary>
    private const double KinkTolerance = 5e-3;

    /// <summary>
    /// Every absolute value of a penalty, and every margin of the hinge, is a kink; a wrong gradient is still far beyond.
    /// </summary>
    private const double ManyKinksTolerance = 0.03;

    [Test]
    public void Run_EveryActivationDepthAndLossOnClasses_AgreesWithBackpropagation(
        [Values("relu", "tanh", "sigmoid")] string activation,
        [Values("none", "5", "17-9", "33-8-3")] string hidden,
        [Values("cross_entropy", "mse")] string loss,
        [Values(0, 0.1)] double l2)
    {
        var settings = Rows.Settings(("activation", activation), ("hidden", hidden), ("loss", loss), ("l2", l2));

        var outcome = GradientCheck.Run(settings, Rows.Classes(11, 7, 4), seed: 3);

        Assert.That(outcome.LargestRelativeDifference, Is.LessThan(activation == "relu" ? KinkTolerance : SmoothTolerance));
        Assert.That(outcome.Skipped, Is.LessThan(0.3 * outcome.Compared));
    }

    [Test]
    public void Run_OnSeveralTargets_AgreesWithBackpropagation([Values("none", "17-9")] string hidden, [Values(1, 3)] int targets)
    {
        var settings = Rows.Settings(("activation", "tanh"), ("hidden", hidden), ("l2", 0.01));

        Assert.That(GradientCheck.Run(settings, Rows.Numbers(11, 7, targets), 3).LargestRelativeDifference, Is.LessThan(SmoothTolerance));
    }

    [Test]
    public void Run_WithDropout_AgreesForTheMaskDrawn([Values("tanh", "sigmoid")] string activation)
    {
        var settings = Rows.Settings(("activation", activation), ("hidden", "17-9"), ("dropout", 0.4));

        Assert.That(GradientCheck.Run(settings, Rows.Classes(11, 7, 4), 3).LargestRelativeDifference, Is.LessThan(SmoothTolerance));
    }

    [Test]
    public void Run_EveryRegularizer_AgreesWithBackpropagation(
        [Values("leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid")] string activation,
        [Values("cross_entropy", "hinge", "mse", "binary_cross_entropy")] string loss,
        [Values("false", "before", "after")] string batchNorm,
        [Values(0, 0.02)] double strength)
    {
        var settings = Rows.Settings(
            ("hidden", "17-9"), ("activation", activation), ("loss", loss),
            ("batch_norm", batchNorm == "false" ? false : batchNorm), ("l1", strength), ("l2", strength),
            ("activity_l1", strength), ("dropout", 10 * strength), ("input_dropout", 10 * strength),
            ("input_noise", 5 * strength), ("weight_noise", strength), ("label_smoothing", 5 * strength));

        var outcome = GradientCheck.Run(settings, Rows.Classes(23, 7, 4).Balanced(), seed: 3, atMost: 150);

        var isSmooth = activation is not ("leaky_relu" or "elu") && loss != "hinge" && strength == 0;
        Assert.That(outcome.LargestRelativeDifference, Is.LessThan(isSmooth ? 3 * SmoothTolerance : ManyKinksTolerance));
        Assert.That(outcome.Compared, Is.GreaterThan(25));
    }

    [Test]
    public void Run_ANormalizedNetwork_TellsEveryPartOfIt()
    {
        var outcome = GradientCheck.Run(
            Rows.Settings(("activation", "tanh"), ("hidden", "6"), ("batch_norm", true)), Rows.Classes(20, 5, 3), seed: 3);

        Assert.That(outcome.Parts.Select(part => (part.Name, part.Compared + part.Skipped)), Is.EqualTo(new[]
        {
            ("layer 1 weights", 30), ("layer 1 biases", 6), ("layer 1 scales", 6), ("layer 1 shifts", 6), ("layer 2 weights", 18),
            ("layer 2 biases", 3),
        }));
        Assert.That(outcome.Parts.Max(part => part.LargestRelativeDifference), Is.EqualTo(outcome.LargestRelativeDifference));
        Assert.That(outcome.Agrees, Is.True);
        Assert.That((outcome with { LargestRelativeDifference = 0.1 }).Agrees, Is.False);
        Assert.That((outcome with { LargestRelativeDifference = double.NaN }).Agrees, Is.False);
    }

    [Test]
    public void Run_AtMostSomeParameters_ComparesThatMany()
    {
        var outcome = GradientCheck.Run(Rows.Settings(("activation", "tanh")), Rows.Classes(11, 7, 4), 3, atMost: 40);

        Assert.That(outcome.Compared + outcome.Skipped, Is.EqualTo(40));
        Assert.That(outcome.LargestRelativeDifference, Is.LessThan(SmoothTolerance).And.Positive);
    }

    [Test]
    public void Run_RandomNetworks_AgreesWithBackpropagation()
    {
        var networks =
            from depth in Gen.Choose(0, 3)
            from widths in Gen.Choose(1, 40).ListOf(depth)
            from activation in Gen.Elements("tanh", "sigmoid", "gelu", "silu")
            from loss in Gen.Elements("cross_entropy", "mse", "binary_cross_entropy")
            from init in Gen.Elements("glorot_normal", "he_uniform", "orthogonal")
            from features in Gen.Choose(1, 20)
            from classes in Gen.Choose(2, 20)
            from rows in Gen.Choose(1, 20)
            select (
                Hidden: widths.Count == 0 ? "none" : string.Join('-', widths), Activation: activation, Init: init, Loss: loss, features,
                classes, rows);
        Prop.ForAll(Arb.From(networks), network =>
        {
            var settings = Rows.Settings(
                ("hidden", network.Hidden), ("activation", network.Activation), ("init", network.Init), ("l2", 0.01),
                ("loss", network.Loss));
            var samples = Rows.Classes(network.rows, network.features, network.classes);
            return GradientCheck.Run(settings, samples, 1).LargestRelativeDifference < 2 * SmoothTolerance;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }
}
