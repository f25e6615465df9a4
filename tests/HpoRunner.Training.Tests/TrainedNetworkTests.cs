using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
internal sealed class TrainedNetworkTests
{
    [Test]
    public void Predict_RowsAloneOrTogether_GivesTheSameBits()
    {
        var rows = Rows.Classes(150, 7, 4);
        using var outcome = Trainer.Train(Rows.Settings(("epochs", 2), ("batch_size", 5)), rows, null, [], 1, null, CancellationToken.None);
        var network = outcome.Network!;
        var together = new float[150 * 4];
        network.Predict(rows, together);

        var alone = new float[4];
        for (var row = 0; row < 150; row++)
        {
            network.Predict(rows.Subset([row]), alone);
            Assert.That(alone, Is.EqualTo(together.AsSpan(row * 4, 4).ToArray()));
            Assert.That(alone.Sum(), Is.EqualTo(1).Within(1e-6));
        }
    }

    [Test]
    public void Predict_RowsOfAnotherWidth_Throws()
    {
        var rows = Rows.Classes(10, 7, 4);
        using var outcome = Trainer.Train(Rows.Settings(("epochs", 1)), rows, null, [], 1, null, CancellationToken.None);

        Assert.That(() => outcome.Network!.Predict(Rows.Classes(10, 6, 4), new float[40]), Throws.ArgumentException);
        Assert.That(() => outcome.Network!.Predict(rows, new float[39]), Throws.ArgumentException);
    }

    [Test]
    public void ExportLayers_AppliedByHand_GiveThePredictions([Values("none", "20", "9-33")] string hidden)
    {
        var rows = Rows.Classes(60, 7, 4);
        using var outcome = Trainer.Train(
            Rows.Settings(("hidden", hidden), ("activation", "tanh"), ("epochs", 3)), rows, null, [], 1, null, CancellationToken.None);
        var predictions = new float[60 * 4];
        outcome.Network!.Predict(rows, predictions);

        var layers = outcome.Network.ExportLayers();
        for (var row = 0; row < 60; row++)
        {
            var values = rows.Features.Skip(row * 7).Take(7).Select(x => (double)x).ToArray();
            for (var i = 0; i < layers.Count; i++)
                values = Apply(layers[i], values, i < layers.Count - 1 ? Math.Tanh : x => x);
            var sum = values.Sum(Math.Exp);
            Assert.That(predictions.AsSpan(row * 4, 4).ToArray(), Is.EqualTo(values.Select(z => (float)(Math.Exp(z) / sum))).Within(1e-5));
        }
        Assert.That(layers.Sum(layer => layer.Weights.Length + layer.Biases.Length), Is.EqualTo(outcome.Network.ParameterCount));
    }

    private static double[] Apply(LayerWeights layer, double[] inputs, Func<double, double> activation) =>
    [
        .. Enumerable.Range(0, layer.Outputs).Select(
            o => activation(
                layer.Biases[o] + Enumerable.Range(0, layer.Inputs).Sum(i => inputs[i] * layer.Weights[i * layer.Outputs + o]))),
    ];
}
