using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Layers;

[TestFixture]
internal sealed class DenseTests
{
    private const int RowCount = 40;
    private const int Inputs = 50;

    [Test]
    public void Dense_ThatRectifies_GivesTheBitsOfALayerAndARectifier([Values(10, 33, 64)] int width, [Values] bool withNaN)
    {
        using var apart = new Pair(width, fused: false, withNaN);
        using var fused = new Pair(width, fused: true, withNaN);

        apart.Run();
        fused.Run();

        Assert.That(fused.Hidden.Values, Is.EqualTo(apart.Hidden.Values).Using<PaddedMatrix>(SameBits));
        Assert.That(fused.Hidden.Gradients, Is.EqualTo(apart.Hidden.Gradients).Using<PaddedMatrix>(SameBits));
        Assert.That(fused.Gradients, Is.EqualTo(apart.Gradients));
        Assert.That(Rows(fused.Hidden.Values).Count(value => value == 0), Is.InRange(RowCount * width / 4, RowCount * width * 3 / 4));
    }

    private static bool SameBits(PaddedMatrix one, PaddedMatrix other) =>
        Rows(one).Select(BitConverter.SingleToInt32Bits).SequenceEqual(Rows(other).Select(BitConverter.SingleToInt32Bits));

    private static float[] Rows(PaddedMatrix matrix) =>
        [.. Enumerable.Range(0, RowCount).SelectMany(row => matrix.Row(row).ToArray())];

    /// <summary>Inputs → hidden units, rectified → 7 outputs, once forward and back.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly Activations _input = new(RowCount, Inputs, needsGradients: false);
        private readonly ParameterVectors _parameters;
        private readonly Layer[] _layers;

        public Pair(int width, bool fused, bool withNaN)
        {
            var second = Dense.BlockLength(Inputs, width);
            _parameters = new ParameterVectors(second + Dense.BlockLength(width, 7));
            Hidden = new Activations(RowCount, width, needsGradients: true);
            var output = new Activations(RowCount, 7, needsGradients: true);
            var first = new Dense(_input, Hidden, _parameters, 0, rectifies: fused);
            var last = new Dense(Hidden, output, _parameters, second) { InputIsRectified = fused };
            _layers = fused ? [first, last] : [first, ActivationFactory.Create("relu", Hidden), last];
            var random = RandomStream.Derive(5, "dense");
            foreach (var layer in (Dense[])[first, last])
                layer.Layout.Pack(Draw(random, layer.Layout.Inputs * layer.Layout.Outputs), _parameters.Values[layer.Weights.Offset..]);
            for (var row = 0; row < RowCount; row++)
            {
                Draw(random, Inputs).CopyTo(_input.Values.Row(row));
                Draw(random, 7).CopyTo(output.Gradients.Row(row));
            }
            if (withNaN)
                _input.Values.Row(3)[4] = float.NaN;
        }

        public Activations Hidden { get; }

        public float[] Gradients => _parameters.Gradients.ToArray();

        public void Run()
        {
            foreach (var layer in _layers)
                layer.Forward(RowCount, training: true);
            foreach (var layer in _layers.Reverse())
                layer.Backward(RowCount);
        }

        public void Dispose()
        {
            foreach (var layer in _layers)
                layer.Dispose();
            _input.Dispose();
            _parameters.Dispose();
        }

        private static float[] Draw(RandomStream random, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
