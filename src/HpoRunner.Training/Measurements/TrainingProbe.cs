using System.Globalization;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Measurements;

/// <summary>
/// Takes the measurements of <see cref="MeasurementTable"/> while a network trains. It looks and changes nothing: a training with it
/// ends with the same bits. A step with it allocates nothing.
/// <code>
/// gradient_norm      Σ ‖g‖ / updates          g of the whole network, or of one layer's W and b
/// weight_norm        ‖W‖ = √Σ wᵢⱼ²            at the end of the epoch
/// activation_spread  √(Σh²/n − (Σh/n)²)       n = rows × units
/// </code>
/// An optimizer without gradients (random_search, coordinate_descent) leaves gradient norms at 0; with lbfgs they are those of a step's
/// last gradient.
/// </summary>
internal sealed class TrainingProbe
{
    private readonly Network _network;
    private readonly int _updatesPerEpoch;
    private readonly bool _gradients;
    private readonly bool _weights;
    private readonly bool _spread;

    /// <summary>Of the layers, then of the whole network.</summary>
    private readonly double[] _gradientNorms;
    private readonly (double Sum, double Squares, long Count)[] _activations;
    private readonly double[] _losses;
    private int _update;

    /// <param name="names">Of <see cref="MeasurementTable"/>.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="updatesPerEpoch">Steps of an epoch.</param>
    public TrainingProbe(IReadOnlyCollection<string> names, Network network, int updatesPerEpoch)
    {
        _network = network;
        _updatesPerEpoch = updatesPerEpoch;
        _gradients = names.Contains(MeasurementTable.GradientNorm);
        _weights = names.Contains(MeasurementTable.WeightNorm);
        _spread = names.Contains(MeasurementTable.ActivationSpread);
        _gradientNorms = new double[network.DenseLayers.Length + 1];
        _activations = new (double, double, long)[network.HiddenActivations.Length];
        _losses = new double[names.Contains(MeasurementTable.UpdateLoss) ? Math.Min(updatesPerEpoch, MeasurementTable.MostUpdates) : 0];
    }

    /// <summary>Before an epoch.</summary>
    public void Clear()
    {
        _update = 0;
        _gradientNorms.AsSpan().Clear();
        _activations.AsSpan().Clear();
    }

    /// <summary>After a step's gradients and before it is clipped and taken.</summary>
    /// <param name="rows">Of the batch.</param>
    /// <param name="loss">The sum of their losses.</param>
    public void Add(int rows, double loss)
    {
        _update++;
        if (_gradients)
            AddGradients();
        if (_spread)
            AddActivations(rows);
        // Place k of K is taken by update ⌊kU/K⌋, k from 1: the last update is always among them.
        var place = _losses.Length == 0 ? 0 : (int)(((long)_update * _losses.Length + _updatesPerEpoch - 1) / _updatesPerEpoch);
        if (place > 0 && (long)place * _updatesPerEpoch / _losses.Length == _update)
            _losses[place - 1] = loss / rows;
    }

    /// <summary>All that was asked for, of the epoch since <see cref="Clear"/>.</summary>
    public IReadOnlyList<(string Name, double Value)> Read()
    {
        var values = new List<(string, double)>();
        var layers = _network.DenseLayers.Length;
        if (_gradients)
        {
            values.Add((MeasurementTable.GradientNorm, _gradientNorms[layers] / _update));
            for (var i = 0; i < layers; i++)
                values.Add((Numbered(MeasurementTable.GradientNorm, i), _gradientNorms[i] / _update));
        }
        if (_weights)
            AddWeights(values);
        for (var i = 0; _spread && i < _activations.Length; i++)
        {
            var (sum, squares, count) = _activations[i];
            values.Add(
                (Numbered(MeasurementTable.ActivationSpread, i), Math.Sqrt(Math.Max(0, squares / count - sum / count * (sum / count)))));
        }
        for (var i = 0; i < _losses.Length; i++)
            values.Add((Numbered(MeasurementTable.UpdateLoss, i), _losses[i]));
        return values;
    }

    private static string Numbered(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}_{index + 1}");

    private static double Norm(ReadOnlySpan<float> values) => Math.Sqrt(FloatVectors.Dot(values, values));

    private void AddGradients()
    {
        var gradients = _network.Parameters.Gradients;
        var layers = _network.DenseLayers;
        for (var i = 0; i < layers.Length; i++)
            _gradientNorms[i] += Norm(gradients.Slice(layers[i].Weights.Offset, layers[i].Weights.Length + layers[i].Biases.Length));
        _gradientNorms[layers.Length] += Norm(gradients);
    }

    private void AddWeights(List<(string, double)> values)
    {
        var whole = values.Count;
        values.Add(default);
        var layers = _network.DenseLayers;
        var squares = 0.0;
        for (var i = 0; i < layers.Length; i++)
        {
            var weights = _network.Parameters.Values.Slice(layers[i].Weights.Offset, layers[i].Weights.Length);
            values.Add((Numbered(MeasurementTable.WeightNorm, i), Norm(weights)));
            squares += FloatVectors.Dot(weights, weights);
        }
        values[whole] = (MeasurementTable.WeightNorm, Math.Sqrt(squares));
    }

    private void AddActivations(int rows)
    {
        var layers = _network.HiddenActivations;
        for (var i = 0; i < layers.Length; i++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var row = 0; row < rows; row++)
            {
                foreach (double value in layers[i].Values.Row(row))
                {
                    sum += value;
                    squares += value * value;
                }
            }
            ref var total = ref _activations[i];
            total = (total.Sum + sum, total.Squares + squares, total.Count + (long)rows * layers[i].Width);
        }
    }
}
