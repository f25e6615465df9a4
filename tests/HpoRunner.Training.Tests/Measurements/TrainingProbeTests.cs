using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Measurements;

[TestFixture]
internal sealed class TrainingProbeTests
{
    private static readonly string[] All = [.. MeasurementTable.Names];

    // Printed by PyTorch 1.13 in double precision; W, X and y as in TrainingLoopTests, tanh, l2 = 0.1:
    //   o = SGD(lr=0.5); per step s of 3, rows (4s+k)%12, k < 4: d = cross_entropy(net(X[rows]), y[rows])
    //   (d + 0.05*sum((W**2).sum() for all W)).backward()
    //   g = [sqrt((W.grad**2).sum() + (b.grad**2).sum()) for W, b]; g += [sqrt(sum(v*v for v in g))]; keep tanh outputs; o.step()
    //   means of g over the steps; cat(kept).std(unbiased=False) per layer; W.norm() per layer and sqrt of the sum of squares; the d
    [Test]
    public void Read_ThreeSteps_AgreesWithPyTorch()
    {
        var samples = new Samples
        {
            Features = TrainingLoopTests.FormulaFeatures(12, 5), RowCount = 12, FeatureCount = 5,
            Classes = [.. Enumerable.Range(0, 12).Select(row => row * row % 3)], ClassCount = 3,
        };
        var settings = Rows.Settings(
            ("hidden", "7-6"), ("activation", "tanh"), ("optimizer", "sgd"), ("learning_rate", 0.5), ("l2", 0.1),
            ("batch_size", 4), ("shuffle", "none"));
        using var loop = new TrainingLoop(settings with { Measurements = All }, samples, seed: 1);
        using var network = loop.Finish();
        TrainingLoopTests.SetWeightsByFormula(loop.Network);
        loop.Watch();
        loop.Epoch(0, CancellationToken.None);

        var measured = loop.Measured;
        Assert.That(measured.Select(item => item.Name), Is.EqualTo(new[]
        {
            "gradient_norm", "gradient_norm_1", "gradient_norm_2", "gradient_norm_3", "weight_norm", "weight_norm_1", "weight_norm_2",
            "weight_norm_3",
            "activation_spread_1", "activation_spread_2", "update_loss_1", "update_loss_2", "update_loss_3",
        }));
        Assert.That(measured.Select(item => item.Value), Is.EqualTo(new[]
        {
            0.5734588903, 0.1614522294, 0.2874787367, 0.4561862950, 2.3700260085, 1.4318915271, 1.5929609425, 1.0144877384,
            0.3345192486, 0.0916785248, 1.1012793505, 1.0109798912, 0.8887400532,
        }).Within(3e-6));
    }

    [Test]
    public void Train_WithAllMeasurements_EndsWithTheSameBits([Values("sgd", "lbfgs", "random_search")] string optimizer)
    {
        var rows = Rows.Classes(60, 4, 3);
        var settings = Rows.Settings(
            ("hidden", "5-4"), ("optimizer", optimizer), ("epochs", 3),
            ("clip_norm", optimizer == "sgd" ? 0.5 : 0), ("dropout", 0.2));
        var epochs = new List<EpochMeasurement>();
        using var plain = Trainer.Train(settings, rows, rows, ["log_loss"], 7, _ => { }, CancellationToken.None);
        using var watched = Trainer.Train(
            settings with { Measurements = All }, rows, rows,
            ["log_loss"], 7, epochs.Add, CancellationToken.None);

        Assert.That(watched.Metrics, Is.EqualTo(plain.Metrics));
        Assert.That(epochs.SelectMany(epoch => epoch.Measured).Select(item => item.Value), Is.All.GreaterThanOrEqualTo(0));
        Assert.That(
            epochs[0].Measured.First(item => item.Name == "gradient_norm").Value,
            optimizer == "random_search" ? Is.Zero : Is.Positive);
    }

    /// <summary>Of 33 updates the k-th of 20 kept is ⌊33k/20⌋: 1, 3, 4, 6, … 33.</summary>
    [TestCase(33)]
    [TestCase(20)]
    [TestCase(1)]
    public void Add_ManyUpdates_KeepsTwentyAtEvenDistances(int updates)
    {
        using var network = new Network(Rows.Settings(), 2, 2, 8, seed: 1);
        var probe = new TrainingProbe([MeasurementTable.UpdateLoss], network, updates);
        probe.Clear();
        for (var update = 1; update <= updates; update++)
            probe.Add(rows: 2, loss: 2 * update);

        var count = Math.Min(20, updates);
        Assert.That(
            probe.Read().Select(item => item.Value),
            Is.EqualTo(Enumerable.Range(1, count).Select(k => (double)(k * updates / count))));
    }

    [Test]
    public void Step_Measured_AllocatesNothing()
    {
        using var loop = new TrainingLoop(Rows.Settings(("hidden", "9-8")) with { Measurements = All }, Rows.Classes(4000, 5, 3), seed: 1);
        using var network = loop.Finish();
        loop.Watch();
        int[] rows = [.. Enumerable.Range(0, 32)];
        loop.Step(rows, 0.01);

        Assert.That(Allocation.OfRepeated(20, () => loop.Step(rows, 0.01)), Is.Zero);
    }

    [TestCase("gradient_norm", "gradient_norm", true)]
    [TestCase("gradient_norm_12", "gradient_norm", true)]
    [TestCase("gradient_norm_x", "gradient_norm", false)]
    [TestCase("loss", "update_loss", false)]
    public void IsOf_Column_IsTheMeasurementsOrNot(string column, string measurement, bool expected) =>
        Assert.That(MeasurementTable.IsOf(column, measurement), Is.EqualTo(expected));
}
