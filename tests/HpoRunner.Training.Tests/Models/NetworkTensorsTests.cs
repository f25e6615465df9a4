using NUnit.Framework;

namespace HpoRunner.Training.Models;

internal sealed class NetworkTensorsTests
{
    [Test]
    public void Load_OfClasses_PredictsTheSameBits([Values("none", "20", "40-9")] string hidden, [Values("auto", "mse")] string loss)
    {
        var rows = Rows.Classes(150, 7, 4);
        var settings = Rows.Settings(("hidden", hidden), ("loss", loss), ("activation", "tanh"), ("dropout", 0.2), ("epochs", 2));
        using var outcome = Trainer.Train(settings, rows, null, [], 1, null, CancellationToken.None);
        using var loaded = NetworkTensors.Load(Stored(outcome.Network!), settings, 7, 4, 0);
        Assert.That(Predict(loaded, rows), Is.EqualTo(Predict(outcome.Network!, rows)));
    }

    [Test]
    public void Load_OfNumbers_PredictsTheSameBits([Values(1, 3)] int targets)
    {
        var rows = Rows.Numbers(70, 5, targets);
        var settings = Rows.Settings(("hidden", "33"), ("epochs", 2));
        using var outcome = Trainer.Train(settings, rows, null, [], 1, null, CancellationToken.None);
        using var loaded = NetworkTensors.Load(Stored(outcome.Network!), settings, 5, 0, targets);
        Assert.That(Predict(loaded, rows), Is.EqualTo(Predict(outcome.Network!, rows)));
    }

    [Test]
    public void Load_WithSettingsOfAnotherWidth_SaysWhichTensorDoesNotFit()
    {
        var rows = Rows.Classes(20, 7, 4);
        using var outcome = Trainer.Train(Rows.Settings(("hidden", "20"), ("epochs", 1)), rows, null, [], 1, null, CancellationToken.None);
        var stored = Stored(outcome.Network!);
        Assert.That(
            () => NetworkTensors.Load(stored, Rows.Settings(("hidden", "21")), 7, 4, 0),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("layers.0.weight"));
        Assert.That(
            () => NetworkTensors.Load(stored, Rows.Settings(("hidden", "20-20")), 7, 4, 0),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("layers.1"));
    }

    private static Safetensors Stored(TrainedNetwork network) =>
        Safetensors.Parse(new Safetensors(NetworkTensors.Of(network), new Dictionary<string, string>()).ToBytes());

    private static float[] Predict(TrainedNetwork network, Datasets.Samples rows)
    {
        var outputs = new float[rows.RowCount * network.OutputCount];
        network.Predict(rows, outputs);
        return outputs;
    }
}
