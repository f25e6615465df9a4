using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Layers;

[TestFixture]
internal sealed class LayerTests
{
    private const int RowCount = 40;
    private const int Width = 50;

    // y = f(x), y' by hand.
    [TestCase("relu", -2f, 0, 0)]
    [TestCase("relu", 0f, 0, 0)]
    [TestCase("relu", 3f, 3, 1)]
    [TestCase("tanh", 0.5f, 0.46211715726, 0.78644773296)]
    [TestCase("tanh", -20f, -1, 0)]
    [TestCase("sigmoid", 0f, 0.5, 0.25)]
    [TestCase("sigmoid", 2f, 0.88079707797, 0.10499358540)]
    // PyTorch 1.13, double precision: x = torch.tensor([..], requires_grad=True); y = F.leaky_relu(x) (elu, gelu, silu); y.backward()
    [TestCase("leaky_relu", -3f, -0.03, 0.01)]
    [TestCase("leaky_relu", 0f, 0, 0.01)]
    [TestCase("leaky_relu", 2f, 2, 1)]
    [TestCase("elu", -3f, -0.950212931632, 0.049787068368)]
    [TestCase("elu", -0.5f, -0.393469340287, 0.606530659713)]
    [TestCase("elu", 0f, 0, 1)]
    [TestCase("elu", 2f, 2, 1)]
    [TestCase("elu", -30f, -1, 0)]
    [TestCase("gelu", -3f, -0.004049694095, -0.011945647204)]
    [TestCase("gelu", -0.5f, -0.154268769363, 0.132504875344)]
    [TestCase("gelu", 0f, 0, 0.5)]
    [TestCase("gelu", 2f, 1.954499736104, 1.085231801078)]
    [TestCase("gelu", -30f, 0, 0)]
    [TestCase("silu", -3f, -0.142277619533, -0.088104106015)]
    [TestCase("silu", -0.5f, -0.188770334399, 0.260038812697)]
    [TestCase("silu", 0f, 0, 0.5)]
    [TestCase("silu", 2f, 1.761594155756, 1.090784248785)]
    [TestCase("silu", -30f, 0, 0)]
    public void Activation_OfAValue_GivesValueAndDerivative(string name, float x, double value, double derivative)
    {
        using var activations = new Activations(1, 1, needsGradients: true);
        using var layer = ActivationFactory.Create(name, activations);
        activations.Values.Row(0)[0] = x;
        activations.Gradients.Row(0)[0] = 10;

        layer.Forward(1, training: true);
        layer.Backward(1);

        Assert.That(activations.Values.Row(0)[0], Is.EqualTo(value).Within(1e-6));
        Assert.That(activations.Gradients.Row(0)[0], Is.EqualTo(10 * derivative).Within(1e-5));
    }

    [TestCase(0.5)]
    [TestCase(0.2)]
    public void Dropout_InTraining_KeepsItsShareAndTheExpectation(double rate)
    {
        using var input = Ones();
        using var dropout = new Dropout(input, rate, seed: 1);
        var values = new List<float>();
        for (var step = 0; step < 20; step++)
        {
            dropout.Forward(RowCount, training: true);
            for (var row = 0; row < RowCount; row++)
                values.AddRange(dropout.Output.Values.Row(row));
        }

        // 40,000 draws: the standard error of the share is 0.25 %.
        Assert.That(values.Count(value => value == 0) / (double)values.Count, Is.EqualTo(rate).Within(0.01));
        Assert.That(values.Where(value => value != 0), Is.All.EqualTo((float)(1 / (1 - rate))));
        Assert.That(values.Average(), Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void Dropout_Backward_PassesGradientsWhereValuesPassed()
    {
        using var input = Ones();
        using var dropout = new Dropout(input, 0.3, seed: 1);
        dropout.Forward(RowCount, training: true);
        for (var row = 0; row < RowCount; row++)
            dropout.Output.Gradients.Row(row).Fill(2);

        dropout.Backward(RowCount);

        for (var row = 0; row < RowCount; row++)
            Assert.That(
                input.Gradients.Row(row).ToArray(),
                Is.EqualTo(dropout.Output.Values.Row(row).ToArray().Select(value => 2 * value)));
    }

    [Test]
    public void Dropout_InPrediction_ChangesNothing()
    {
        using var input = Ones();
        using var dropout = new Dropout(input, 0.3, seed: 1);

        dropout.Forward(RowCount, training: false);

        Assert.That(dropout.Output.Values.Row(RowCount - 1).ToArray(), Is.All.EqualTo(1));
    }

    [Test]
    public void Dropout_AfterReseed_DrawsTheSameMasks()
    {
        using var input = Ones();
        using var dropout = new Dropout(input, 0.5, seed: 1);
        dropout.Reseed(9);
        dropout.Forward(RowCount, training: true);
        var first = dropout.Output.Values.Row(3).ToArray();
        dropout.Forward(RowCount, training: true);
        Assert.That(dropout.Output.Values.Row(3).ToArray(), Is.Not.EqualTo(first));

        dropout.Reseed(9);
        dropout.Forward(RowCount, training: true);

        Assert.That(dropout.Output.Values.Row(3).ToArray(), Is.EqualTo(first));
    }

    [Test]
    public void PanelLayout_PackThenUnpack_GivesTheWeightsBack([Values(1, 5, 40)] int inputs, [Values(1, 16, 17, 32, 33, 100)] int outputs)
    {
        var weights = Rows.Normals(new RandomStream(1), inputs * outputs);
        var layout = new PanelLayout(inputs, outputs);
        var panels = Enumerable.Repeat(float.NaN, layout.Length).ToArray();
        var back = new float[weights.Length];

        layout.Pack(weights, panels);
        layout.Unpack(panels, back);

        Assert.That(back, Is.EqualTo(weights));
        Assert.That(panels.Count(value => value == 0), Is.EqualTo(layout.Length - weights.Length));
    }

    private static Activations Ones()
    {
        var activations = new Activations(RowCount, Width, needsGradients: true);
        for (var row = 0; row < RowCount; row++)
            activations.Values.Row(row).Fill(1);
        return activations;
    }
}
