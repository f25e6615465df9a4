using NUnit.Framework;

namespace HpoRunner.Training.Layers;

/// <summary>What every activation promises.</summary>
[TestFixtureSource(typeof(ActivationFactory), nameof(ActivationFactory.Names))]
internal sealed class ActivationContractTests(string name)
{
    [Test]
    public void Backward_AwayFromKinks_AgreesWithCentralDifferences()
    {
        const float Step = 1e-2f;
        for (var x = -6.05f; x < 6; x += 0.1f)
        {
            var expected = (At(x + Step).Value - At(x - Step).Value) / (2.0 * Step);

            Assert.That(At(x).Slope, Is.EqualTo(expected).Within(2e-4), $"at {x}");
        }
    }

    [TestCase(1e4f)]
    [TestCase(-1e4f)]
    [TestCase(1e30f)]
    [TestCase(-1e30f)]
    public void Forward_FarOut_StaysFinite(float x)
    {
        var (value, slope) = At(x);

        Assert.That(float.IsFinite(value) && float.IsFinite(slope));
        Assert.That(slope, Is.InRange(0, 1));
    }

    [Test]
    public void Forward_NaN_StaysNaN() => Assert.That(At(float.NaN).Value, Is.NaN);

    /// <summary>Sixteen fit a vector: a width of 19 leaves padding behind, whose gradients must stay zero.</summary>
    [Test]
    public unsafe void Backward_RowsWithPadding_LeavesItsGradientsAtZero()
    {
        using var activations = new Activations(2, 19, needsGradients: true);
        using var layer = ActivationFactory.Create(name, activations);
        for (var row = 0; row < 2; row++)
        {
            activations.Values.Row(row).Fill(0.5f);
            activations.Gradients.Row(row).Fill(3);
        }

        layer.Forward(2, training: true);
        layer.Backward(2);

        for (var row = 0; row < 2; row++)
            Assert.That(
                new Span<float>(activations.Gradients.RowPointer(row) + 19, activations.Gradients.PaddedColumns - 19).ToArray(),
                Is.All.Zero);
    }

    [Test]
    public void Forward_InPrediction_IsWhatItIsInTraining() => Assert.That(At(0.7f, training: false).Value, Is.EqualTo(At(0.7f).Value));

    private (float Value, float Slope) At(float x, bool training = true)
    {
        using var activations = new Activations(1, 1, needsGradients: true);
        using var layer = ActivationFactory.Create(name, activations);
        activations.Values.Row(0)[0] = x;
        activations.Gradients.Row(0)[0] = 1;
        layer.Forward(1, training);
        if (training)
            layer.Backward(1);
        return (activations.Values.Row(0)[0], activations.Gradients.Row(0)[0]);
    }
}
