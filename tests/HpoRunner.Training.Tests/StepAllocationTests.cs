using HpoRunner.Training.Datasets;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;
using NUnit.Framework;

namespace HpoRunner.Training;

/// <summary>
/// 0 bytes per step, in every combination: each optimizer with each activation, loss, place of batch normalization, depth, and with all of
/// noise, penalties, limits and clipping off and on. The names come from the factories, so what is added to one is tested here.
/// </summary>
internal sealed class StepAllocationTests
{
    private const int Steps = 2;

    private static readonly string[] Normalizations = ["false", BatchNormalization.BeforeActivation, BatchNormalization.AfterActivation];
    private static readonly int[] Batch = [.. Enumerable.Range(3, 32)];

    private static IEnumerable<string> Losses => LossFactory.Names.Where(name => name != LossFactory.Automatic);

    [Test]
    public void Step_EveryCombination_AllocatesNothing(
        [ValueSource(typeof(OptimizerFactory), nameof(OptimizerFactory.Names))] string optimizer)
    {
        var classes = Rows.Classes(50, 9, 5).Balanced();
        var numbers = Rows.Numbers(50, 9, 3);
        var combinations =
            from activation in ActivationFactory.Names
            from loss in Losses.Append(LossFactory.Automatic)
            from normalization in Normalizations
            from hidden in (string[])["none", optimizer == "coordinate_descent" ? "2-3" : "17-40"]
            from isRegularized in (bool[])[false, true]
            where hidden != "none" || (activation == ActivationFactory.Names[0] && normalization == Normalizations[0])
            select (activation, loss, normalization, hidden, isRegularized);
        var allocating = combinations
            .Select(combination => (
                combination,
                Bytes: BytesOf(Settings(optimizer, combination), combination.loss == LossFactory.Automatic ? numbers : classes)))
            .Where(found => found.Bytes != 0).Select(found => $"{found.combination}: {found.Bytes} bytes").ToList();
        Assert.That(allocating, Is.Empty);
    }

    [Test]
    public void At_EverySchedule_AllocatesNothing([ValueSource(typeof(ScheduleFactory), nameof(ScheduleFactory.Names))] string schedule)
    {
        var plan = new LearningRatePlan(Rows.Settings(("schedule", schedule), ("warmup_epochs", 2), ("batch_scaling", "sqrt")), 32, 320);
        var epoch = 0;
        Assert.That(Allocation.OfRepeated(20, () =>
        {
            _ = plan.At(epoch, 5);
            plan.Observe(1.0 / ++epoch);
        }), Is.Zero);
    }

    private static TrainerSettings Settings(
        string optimizer, (string Activation, string Loss, string Normalization, string Hidden, bool IsRegularized) of)
    {
        List<(string, Scalar)> given =
        [
            ("optimizer", optimizer), ("activation", of.Activation), ("loss", of.Loss), ("hidden", of.Hidden),
            ("batch_norm", of.Normalization == "false" ? false : of.Normalization),
        ];
        if (of.IsRegularized)
            given.AddRange(
            [
                ("l1", 0.1), ("l2", 0.1), ("activity_l1", 0.1), ("max_norm", 1), ("layer_norm_ball", 2), ("dropout", 0.2),
                ("input_dropout", 0.1),
                ("input_noise", 0.1), ("weight_noise", 0.1), ("clip_norm", 0.1), ("clip_value", 0.01), ("weight_decay", 0.01),
            ]);
        if (of.IsRegularized && of.Loss != LossFactory.Automatic)
            given.AddRange([("label_smoothing", 0.1), ("label_noise", 0.1)]);
        return Rows.Settings([.. given]);
    }

    private static long BytesOf(TrainerSettings settings, Samples samples)
    {
        using var loop = new TrainingLoop(settings, samples, seed: 1);
        using var network = loop.Finish();
        loop.Watch();
        loop.Step(Batch, 0.01);
        return Allocation.OfRepeated(Steps, () => loop.Step(Batch, 0.01));
    }
}
