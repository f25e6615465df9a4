using NUnit.Framework;

namespace HpoRunner.Training.Layers;

[TestFixture]
internal sealed class BatchNormalizationTests
{
    private static readonly float[][] X = [[1, 10], [2, -4], [4, 0.5f], [-3, 7]];
    private static readonly float[][] DY = [[1, 0.5f], [-2, 1], [0.25f, -1], [3, 2]];

    // PyTorch 1.13, double precision: bn = torch.nn.BatchNorm1d(2) with weight [1.5,-0.5] and bias [0.25,2.]; y = bn(X); y.backward(DY)
    //   print(y, X.grad, bn.weight.grad, bn.bias.grad, bn.running_mean, bn.running_var); bn.eval(); print(bn(X))
    [Test]
    public void Forward_ThenBackward_AgreesWithPyTorch()
    {
        using var test = new UnderTest();

        test.Layer.Forward(4, training: true);
        test.Layer.Backward(4);

        Assert.That(test.Output, Is.EqualTo(new[]
        {
            0.25f, 1.3944341f, 0.83834795f, 2.67412053f, 2.01504386f, 2.26279275f, -2.10339181f, 1.66865262f,
        }).Within(1e-6));
        Assert.That(test.InputGradients, Is.EqualTo(new[]
        {
            0.25740223f, 0.04209933f, -1.20781092f, -0.06842336f, 0.71563339f, 0.13522386f, 0.23477531f, -0.10889984f,
        }).Within(1e-6));
        Assert.That(test.Parameters.Gradients[..2].ToArray(), Is.EqualTo(new[] { -5.19707358f, 1.10829986f }).Within(1e-5));
        Assert.That(test.Parameters.Gradients.Slice(16, 2).ToArray(), Is.EqualTo(new[] { 2.25f, 2.5f }).Within(1e-6));
        Assert.That(test.Layer.Running.Span[..2].ToArray(), Is.EqualTo(new[] { 0.1f, 0.3375f }).Within(1e-6));
        Assert.That(test.Layer.Running.Span.Slice(16, 2).ToArray(), Is.EqualTo(new[] { 1.76666667f, 4.88958333f }).Within(1e-5));
    }

    [Test]
    public void Forward_InPrediction_UsesTheRunningStatisticsAndAgreesWithPyTorch()
    {
        using var test = new UnderTest();
        test.Layer.Forward(4, training: true);

        test.Layer.Forward(4, training: false);

        Assert.That(test.Output, Is.EqualTo(new[]
        {
            1.2656761f, -0.18485762f, 2.39420509f, 2.98078343f, 4.65126309f, 1.96325595f, -3.24843989f, 0.49349403f,
        }).Within(1e-5));
    }

    [Test]
    public void Forward_OneRow_GivesTheShiftAndNoGradientAndLeavesTheStatistics()
    {
        using var test = new UnderTest();

        test.Layer.Forward(1, training: true);
        test.Layer.Backward(1);

        Assert.That(test.Output[..2], Is.EqualTo(new[] { 0.25f, 2 }));
        Assert.That(test.InputGradients[..2], Is.All.Zero);
        Assert.That(test.Layer.Running.Span.ToArray(), Is.EqualTo(Enumerable.Range(0, 32).Select(i => i < 16 ? 0f : 1f)));
    }

    [Test]
    public void Line_OfAUnit_IsWhatPredictionDoes()
    {
        using var test = new UnderTest();
        test.Layer.Forward(4, training: true);
        test.Layer.Forward(4, training: false);

        var (factor, summand) = test.Layer.Line(1);

        Assert.That(X.Select(row => row[1] * factor + summand), Is.EqualTo(test.Output.Where((_, i) => i % 2 == 1)).Within(1e-6));
    }

    private sealed class UnderTest : IDisposable
    {
        private readonly Activations _input = new(4, 2, needsGradients: true);

        public UnderTest()
        {
            Layer = new BatchNormalization(_input, Parameters, 0);
            new[] { 1.5f, -0.5f }.CopyTo(Parameters.Values);
            new[] { 0.25f, 2 }.CopyTo(Parameters.Values[16..]);
            for (var row = 0; row < 4; row++)
            {
                X[row].CopyTo(_input.Values.Row(row));
                DY[row].CopyTo(Layer.Output.Gradients.Row(row));
            }
        }

        public ParameterVectors Parameters { get; } = new(BatchNormalization.BlockLength(2));

        public BatchNormalization Layer { get; }

        public float[] Output => [.. Enumerable.Range(0, 4).SelectMany(row => Layer.Output.Values.Row(row).ToArray())];

        public float[] InputGradients => [.. Enumerable.Range(0, 4).SelectMany(row => _input.Gradients.Row(row).ToArray())];

        public void Dispose()
        {
            Layer.Dispose();
            _input.Dispose();
            Parameters.Dispose();
        }
    }
}
