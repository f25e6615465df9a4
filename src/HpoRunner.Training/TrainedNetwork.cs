using HpoRunner.Training.Datasets;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// A network with everything that prediction needs. Holds memory outside the collected heap until it is disposed of. Not for use by
/// two threads at once.
/// </summary>
public sealed class TrainedNetwork : IDisposable
{
    private readonly Network _network;
    private readonly Loss _loss;
    private readonly TargetScaling _scaling;
    private readonly BatchTargets _targets;
    private readonly int[] _order;

    internal TrainedNetwork(Network network, Loss loss, TargetScaling scaling)
    {
        _network = network;
        _loss = loss;
        _scaling = scaling;
        _targets = new BatchTargets(network.RowCapacity, scaling.TargetCount);
        _order = new int[network.RowCapacity];
    }

    /// <summary>Features that a row must have.</summary>
    public int InputCount => _network.Input.Columns;

    /// <summary>Classes, or targets.</summary>
    public int OutputCount => _network.Output.Width;

    /// <summary>Weights and biases.</summary>
    public long ParameterCount => _network.ParameterCount;

    internal TargetScaling Scaling => _scaling;

    /// <summary>
    /// Fills <paramref name="outputs"/>, row-major [rows × outputs]: the probability of each class, or each target in its own units.
    /// A row's outputs do not depend on the other rows.
    /// </summary>
    /// <exception cref="ArgumentException">When features or the room for outputs do not fit.</exception>
    public void Predict(Samples samples, Span<float> outputs)
    {
        if (samples.FeatureCount != InputCount)
            throw new ArgumentException($"rows have {samples.FeatureCount} features; the network takes {InputCount}", nameof(samples));
        if (outputs.Length != (long)samples.RowCount * OutputCount)
            throw new ArgumentException(
                $"room for {outputs.Length} outputs; {samples.RowCount} rows have {OutputCount} each", nameof(outputs));
        Pass(samples, outputs, measureLoss: false);
    }

    /// <summary>
    /// Weights and biases of every dense layer, from the input on. Batch normalization is folded into them: before the activation into
    /// the layer itself, after it into the next one; so they predict the same up to rounding, without it.
    /// </summary>
    public IReadOnlyList<LayerWeights> ExportLayers()
    {
        var layers = new List<LayerWeights>();
        foreach (var dense in _network.DenseLayers)
        {
            var (inputs, outputs) = (dense.Layout.Inputs, dense.Layout.Outputs);
            var weights = new float[checked(inputs * outputs)];
            dense.Layout.Unpack(_network.Parameters.Values.Slice(dense.Weights.Offset, dense.Weights.Length), weights);
            layers.Add(new LayerWeights(inputs, outputs, weights, [.. _network.Parameters.Values.Slice(dense.Biases.Offset, outputs)]));
        }
        for (var i = 0; i < _network.Normalizations.Length; i++)
            NormalizationFolding.Fold(layers, i, _network.Normalizations[i], _network.NormalizesBefore);
        return layers;
    }

    /// <summary>
    /// From weights and biases as <see cref="ExportLayers"/> gives them, batch normalization folded in; the settings' widths must be
    /// theirs.
    /// </summary>
    internal static TrainedNetwork From(TrainerSettings settings, IReadOnlyList<LayerWeights> layers, int classCount, TargetScaling scaling)
    {
        var rowCapacity = PaddedMatrix.RoundUp(TrainingLoop.PredictionRows, MatrixProduct.TileRows);
        var network = new Network(settings with { BatchNorm = null }, layers[0].Inputs, layers[^1].Outputs, rowCapacity, seed: 0);
        network.Parameters.Values.Clear();
        for (var i = 0; i < layers.Count; i++)
        {
            var dense = network.DenseLayers[i];
            dense.Layout.Pack(layers[i].Weights, network.Parameters.Values.Slice(dense.Weights.Offset, dense.Layout.Length));
            layers[i].Biases.CopyTo(network.Parameters.Values[dense.Biases.Offset..]);
        }
        var shape = new Samples
        {
            Features = [], RowCount = 0, FeatureCount = layers[0].Inputs, ClassCount = classCount, TargetCount = scaling.TargetCount,
        };
        return new TrainedNetwork(network, LossFactory.Create(settings, shape), scaling);
    }

    public void Dispose()
    {
        _network.Dispose();
        _loss.Dispose();
        _targets.Dispose();
    }

    /// <summary>
    /// One pass over all rows: fills <paramref name="outputs"/> as <see cref="Predict"/> does, unless it is empty, and returns the mean
    /// loss, without penalties and in standardized units for regression, when asked to; else, or without rows, NaN.
    /// </summary>
    internal double Pass(Samples samples, Span<float> outputs, bool measureLoss)
    {
        var sum = 0.0;
        for (var first = 0; first < samples.RowCount; first += _order.Length)
        {
            var rows = Forward(samples, first);
            if (!outputs.IsEmpty)
                _loss.Predict(_network.Output.Values, rows, outputs.Slice(first * OutputCount, rows * OutputCount));
            if (!measureLoss)
                continue;
            BatchGather.Targets(samples, _order.AsSpan(0, rows), _scaling, _targets);
            sum += _loss.Measure(_network.Output.Values, _targets, rows);
        }
        if (_scaling.TargetCount > 0)
            _scaling.Restore(outputs);
        return measureLoss ? sum / samples.RowCount : double.NaN;
    }

    private int Forward(Samples samples, int first)
    {
        var rows = Math.Min(_order.Length, samples.RowCount - first);
        for (var i = 0; i < rows; i++)
            _order[i] = first + i;
        BatchGather.Features(samples, _order.AsSpan(0, rows), _network.Input);
        _network.Forward(rows, training: false);
        return rows;
    }
}
