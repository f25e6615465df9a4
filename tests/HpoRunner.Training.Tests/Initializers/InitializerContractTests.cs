using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Initializers;

/// <summary>What every initializer promises.</summary>
[TestFixtureSource(typeof(InitializerFactory), nameof(InitializerFactory.Names))]
internal sealed class InitializerContractTests(string name)
{
    private static readonly string[] WithoutDraws = ["zeros", "ones", "constant", "identity"];

    [TestCase(1, 1)]
    [TestCase(1, 7)]
    [TestCase(7, 1)]
    [TestCase(33, 5)]
    [TestCase(5, 33)]
    public void Fill_AnyShape_WritesEveryWeight(int inputs, int outputs)
    {
        var weights = Enumerable.Repeat(float.NaN, inputs * outputs).ToArray();
        InitializerFactory.Create(Rows.Settings(("init", name))).Fill(weights, inputs, outputs, new RandomStream(1));

        Assert.That(weights.All(float.IsFinite));
    }

    [Test]
    public void Fill_Scaled_MultipliesTheSameWeights()
    {
        var plain = Fill();

        Assert.That(Fill(scale: 4), Is.EqualTo(plain.Select(weight => 4 * weight)));
        Assert.That(Fill(scale: 0), Is.All.Zero);
    }

    [Test]
    public void Fill_SameSeed_GivesTheSameWeightsAndAnotherSeedOthers()
    {
        var first = Fill();

        Assert.That(Fill(), Is.EqualTo(first));
        Assert.That(Fill(seed: 2).SequenceEqual(first), Is.EqualTo(WithoutDraws.Contains(name)));
    }

    [Test]
    public void Network_EveryLayer_DrawsItsOwnWeights()
    {
        using var loop = new TrainingLoop(Rows.Settings(("init", name), ("hidden", "8-8")), Rows.Classes(20, 8, 8), seed: 1);
        using var network = loop.Finish();
        var layers = network.ExportLayers();

        Assert.That(layers[0].Weights.SequenceEqual(layers[1].Weights), Is.EqualTo(WithoutDraws.Contains(name)));
    }

    private float[] Fill(ulong seed = 1, double scale = 1)
    {
        var weights = new float[42];
        InitializerFactory.Create(Rows.Settings(("init", name), ("init_scale", scale))).Fill(weights, 6, 7, new RandomStream(seed));
        return weights;
    }
}
