using HpoRunner.Training.Datasets;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;

namespace HpoRunner.Training;

/// <summary>
/// A network being trained: order of the rows, batches, gradients, penalties, updates. A step is gather → forward → loss → backward →
/// penalties → optimizer, and allocates nothing.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    /// <summary>Room for rows that prediction has at least, however small the batches.</summary>
    public const int PredictionRows = 64;

    private readonly TrainerSettings _settings;
    private readonly Samples _training;
    private readonly BatchTargets _targets;
    private readonly Optimizer _optimizer;
    private readonly LearningRateSchedule _schedule;
    private readonly RandomStream _shuffling;
    private readonly int[] _order;

    public TrainingLoop(TrainerSettings settings, Samples training, ulong seed)
    {
        _settings = settings;
        _training = training;
        BatchSize = Math.Min(settings.BatchSize ?? training.RowCount, training.RowCount);
        var outputs = training.IsClassification ? training.ClassCount : training.TargetCount;
        var rowCapacity = PaddedMatrix.RoundUp(Math.Max(BatchSize, PredictionRows), MatrixProduct.TileRows);
        Network = new Network(settings, training.FeatureCount, outputs, rowCapacity, seed);
        Network.Initialize(InitializerFactory.Create(settings.Init), seed);
        Loss = LossFactory.Create(settings.Loss, training);
        Scaling = new TargetScaling(training);
        _targets = new BatchTargets(rowCapacity, Scaling.TargetCount);
        _optimizer = OptimizerFactory.Create(settings, Network.Parameters.Length);
        _schedule = ScheduleFactory.Create(settings);
        _shuffling = RandomStream.Derive(seed, "order");
        _order = [.. Enumerable.Range(0, training.RowCount)];
    }

    public int BatchSize { get; }

    public Network Network { get; }

    public Loss Loss { get; }

    public TargetScaling Scaling { get; }

    /// <summary>Metrics of the last epoch's batches; null unless <see cref="Watch"/> was called.</summary>
    public RunningMetrics? Running { get; private set; }

    /// <summary>From now on every epoch keeps <see cref="Running"/>.</summary>
    public void Watch() => Running = new RunningMetrics(_training, Scaling, Loss is SoftmaxCrossEntropy);

    /// <summary>
    /// Shuffles the rows and steps through them batch by batch, the last one shorter where they do not divide; returns the mean loss
    /// of the rows as their batches met them, without penalties.
    /// </summary>
    public double Epoch(int epoch, CancellationToken cancellation)
    {
        var learningRate = _settings.LearningRate * _schedule.Factor(epoch);
        _shuffling.Shuffle(_order.AsSpan());
        Running?.Clear();
        var sum = 0.0;
        for (var first = 0; first < _order.Length; first += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Step(_order.AsSpan(first, Math.Min(BatchSize, _order.Length - first)), learningRate);
        }
        return sum / _order.Length;
    }

    /// <summary>One update from these rows; returns the sum of their losses.</summary>
    public double Step(ReadOnlySpan<int> rows, double learningRate)
    {
        var loss = ComputeGradients(rows);
        _optimizer.Step(Network.Parameters.Values, Network.Parameters.Gradients, learningRate);
        return loss;
    }

    /// <summary>Gradients of mean loss and penalties over these rows; returns the sum of their losses.</summary>
    public double ComputeGradients(ReadOnlySpan<int> rows)
    {
        BatchGather.Features(_training, rows, Network.Input);
        BatchGather.Targets(_training, rows, Scaling, _targets);
        Network.Forward(rows.Length, training: true);
        var loss = Loss.Differentiate(Network.Output.Values, _targets, rows.Length, Network.Output.Gradients);
        Running?.Add(Network.Output.Values, _targets, rows.Length, loss);
        Network.Backward(rows.Length);
        if (_settings.L2 > 0)
            L2Penalty.AddGradient(Network, _settings.L2);
        return loss;
    }

    /// <summary>What <see cref="ComputeGradients"/> differentiates: mean loss and penalties over these rows.</summary>
    public double Objective(ReadOnlySpan<int> rows)
    {
        BatchGather.Features(_training, rows, Network.Input);
        BatchGather.Targets(_training, rows, Scaling, _targets);
        Network.Forward(rows.Length, training: true);
        return Loss.Measure(Network.Output.Values, _targets, rows.Length) / rows.Length + L2Penalty.Value(Network, _settings.L2);
    }

    /// <summary>The network with what prediction needs; it takes over network and loss from this loop.</summary>
    public TrainedNetwork Finish() => new(Network, Loss, Scaling);

    /// <summary>Frees what only training needs.</summary>
    public void Dispose()
    {
        _targets.Dispose();
        _optimizer.Dispose();
    }
}
