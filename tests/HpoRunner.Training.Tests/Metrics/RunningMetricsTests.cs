using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Metrics;

[TestFixture]
internal sealed class RunningMetricsTests
{
    /// <summary>With one batch an epoch and no step, the running figures are those of a second pass over the same weights.</summary>
    [TestCase("cross_entropy")]
    [TestCase("mse")]
    public void Value_OfClassesWithoutASteppingNetwork_IsThatOfAPass(string loss)
    {
        var rows = Rows.Classes(77, 5, 11);
        AgreesWithAPass(rows, ("loss", loss), "accuracy", "balanced_accuracy", "f1_macro", "loss");
    }

    [Test]
    public void Value_OfLogLossThatIsTheLoss_IsThatOfAPass() => AgreesWithAPass(Rows.Classes(50, 5, 3), ("loss", "auto"), "log_loss");

    [TestCase(1)]
    [TestCase(3)]
    public void Value_OfNumbersWithoutASteppingNetwork_IsThatOfAPass(int targets) =>
        AgreesWithAPass(Rows.Numbers(61, 5, targets), ("loss", "auto"), "rmse", "mae", "r2", "loss");

    [Test]
    public void Value_OfALogLossThatIsNotTheLoss_IsNotKnown()
    {
        var rows = Rows.Classes(10, 2, 2);
        var running = new RunningMetrics(rows, new TargetScaling(rows), lossIsLogLoss: false);

        Assert.That(running.Value("log_loss"), Is.Null);
        Assert.That(running.Value("roc_auc"), Is.Null);
    }

    [Test]
    public unsafe void IndexOfLargest_AnyNumbers_IsTheFirstOfTheLargest([Range(1, 20)] int count)
    {
        using var numbers = new NativeFloats(24);
        var random = new RandomStream((ulong)count);
        for (var round = 0; round < 200; round++)
        {
            // Few different values, so that many are equal; what lies beyond must not count.
            numbers.Span.Fill(1000);
            for (var i = 0; i < count; i++)
                numbers.Span[i] = random.NextInt(4) - 10;
            var expected = numbers.Span[..count].ToArray().Select((value, i) => (value, i)).MaxBy(item => item.value).i;

            Assert.That(RunningMetrics.IndexOfLargest(numbers.Pointer, count), Is.EqualTo(expected));
        }
    }

    [Test]
    public unsafe void IndexOfLargest_NaN_IsNeverTheLargest()
    {
        using var numbers = new NativeFloats(8);
        float[] values = [float.NaN, 1, 2, float.NaN];
        values.CopyTo(numbers.Span);

        Assert.That(RunningMetrics.IndexOfLargest(numbers.Pointer, 4), Is.EqualTo(2));
        numbers.Span.Fill(float.NaN);
        Assert.That(RunningMetrics.IndexOfLargest(numbers.Pointer, 4), Is.InRange(0, 3));
    }

    [Test]
    public void Add_AStep_AllocatesNothing([Values] bool onClasses)
    {
        using var loop = new TrainingLoop(Rows.Settings(), onClasses ? Rows.Classes(50, 9, 5) : Rows.Numbers(50, 9, 3), seed: 1);
        using var network = loop.Finish();
        loop.Watch();
        int[] rows = [.. Enumerable.Range(3, 32)];
        loop.Step(rows, 0.01);

        Assert.That(Allocation.OfRepeated(20, () => loop.Step(rows, 0.01)), Is.Zero);
    }

    private static void AgreesWithAPass(Samples rows, (string, Scalar) parameter, params string[] names)
    {
        using var loop = new TrainingLoop(Rows.Settings(parameter, ("batch_size", 10)), rows, seed: 3);
        using var network = loop.Finish();
        loop.Watch();
        // Steps of length 0 leave the weights where they are.
        for (var first = 0; first < rows.RowCount; first += 10)
            loop.Step([.. Enumerable.Range(first, Math.Min(10, rows.RowCount - first))], learningRate: 0);

        var expected = new MeasurementPlan([.. names.Select(name => "train_" + name)], rows, null).Measure(network, null);

        Assert.That(names.Select(name => loop.Running!.Value(name)!.Value), Is.EqualTo(expected).Within(1e-6));
    }
}
