using NUnit.Framework;

namespace HpoRunner.Training.Schedules;

[TestFixture]
internal sealed class LearningRatePlanTests
{
    // By hand: 10 rows in batches of 4 are 3 updates an epoch; 0.6 (u + 1)/6 over two epochs, then 0.6 · 0.5^epoch from the third on.
    [Test]
    public void At_WithWarmUp_ClimbsThenStartsTheSchedule()
    {
        var plan = Plan(4, ("warmup_epochs", 2), ("schedule", "exponential"), ("schedule_decay", 0.5));

        Assert.That(Rates(plan, epochs: 4, batches: 3),
            Is.EqualTo(new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.6, 0.6, 0.3, 0.3, 0.3 }).Within(1e-15));
    }

    // By hand: 0.6/(1 + t), t the number of updates after the first, warm-up epoch.
    [Test]
    public void At_InUpdates_CountsThemFromTheEndOfTheWarmUp()
    {
        var plan = Plan(4, ("warmup_epochs", 1), ("schedule", "inverse_time"), ("schedule_decay", 1), ("schedule_unit", "update"));

        Assert.That(Rates(plan, 3, 3), Is.EqualTo(new[] { 0.2, 0.4, 0.6, 0.6, 0.3, 0.2, 0.15, 0.12, 0.1 }).Within(1e-15));
    }

    // By hand: 5 epochs, 2 of them warm-up, so cosine takes 3 epochs: ½(1 + cos(π/3)) = 0.75, ½(1 + cos(2π/3)) = 0.25; or 9 updates.
    [Test]
    public void At_Cosine_EndsWithTheTraining()
    {
        var byEpoch = Plan(4, ("epochs", 5), ("warmup_epochs", 2), ("schedule", "cosine"));
        var byUpdate = Plan(4, ("epochs", 5), ("warmup_epochs", 2), ("schedule", "cosine"), ("schedule_unit", "update"));

        Assert.That(new[] { byEpoch.At(2, 0), byEpoch.At(3, 0), byEpoch.At(4, 2) }, Is.EqualTo(new[] { 0.6, 0.45, 0.15 }).Within(1e-15));
        Assert.That(new[] { byUpdate.At(2, 0), byUpdate.At(3, 0), byUpdate.At(4, 0) }, Is.EqualTo(new[] { 0.6, 0.45, 0.15 }).Within(1e-15));
        Assert.That(byUpdate.At(4, 2), Is.LessThan(0.03));
    }

    // By hand: 8/32 = ¼ and its root ½.
    [TestCase("none", 0.6)]
    [TestCase("linear", 0.15)]
    [TestCase("sqrt", 0.3)]
    public void At_ScaledWithTheBatch_IsRelativeTo32Rows(string scaling, double expected) =>
        Assert.That(Plan(8, ("batch_scaling", scaling)).At(0, 0), Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void Epoch_WithASchedule_StepsWithTheRatesOfThePlan()
    {
        // Plain gradient descent on one weight and one bias; by hand: with all features 0 only the output's bias learns,
        // b ← b − 2α(b − t̄) where t̄ = 0 in standardized units, from b = 0: nothing moves. So the targets' mean over a batch matters:
        // two rows, one a batch, targets −1 and 1 in standardized units.
        var samples = new Datasets.Samples { Features = [0, 0], RowCount = 2, FeatureCount = 1, Targets = [3, 5], TargetCount = 1 };
        var settings = Rows.Settings(("hidden", "none"), ("optimizer", "sgd"), ("learning_rate", 0.25), ("batch_size", 1),
            ("schedule", "step"), ("schedule_every", 1), ("schedule_unit", "update"));
        using var loop = new TrainingLoop(settings, samples, seed: 1);
        using var network = loop.Finish();
        loop.Epoch(0, CancellationToken.None);
        var bias = network.ExportLayers()[0].Biases[0];

        // α = 0.25 then 0.125; first target s = ±1, then −s: b = 0.5 s, then 0.5 s − 0.25 (0.5 s + s) = 0.125 s.
        Assert.That(Math.Abs(bias), Is.EqualTo(0.125).Within(1e-6));
    }

    private static LearningRatePlan Plan(int batchSize, params (string, Scalar)[] parameters) =>
        new(Rows.Settings([("learning_rate", 0.6), .. parameters]), batchSize, rowCount: 10);

    private static double[] Rates(LearningRatePlan plan, int epochs, int batches) =>
        [.. Enumerable.Range(0, epochs * batches).Select(u => plan.At(u / batches, u % batches))];
}
