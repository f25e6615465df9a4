using HpoRunner.Training.Augmentations;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Measurements;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Noise;
using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;

namespace HpoRunner.Training;

/// <summary>
/// A network being trained: order of the rows, batches, gradients, penalties, updates. A step is gather → augment → forward → loss →
/// backward → penalties → optimizer, and allocates nothing.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    /// <summary>Room for rows that prediction has at least, however small the batches.</summary>
    public const int PredictionRows = 64;

    private readonly TrainerSettings _settings;
    private readonly Samples _training;
    private readonly BatchTargets _targets;
    private readonly Optimizer? _optimizer;
    private readonly ParameterStep? _step;
    private readonly ObjectiveOptimizer? _objectiveOptimizer;
    private readonly BatchObjective? _objective;
    private readonly LearningRatePlan _rates;
    private readonly RowOrder _order;
    private readonly ImageAugmenter? _augmenter;
    private readonly InputNoise? _inputNoise;
    private readonly WeightNoise? _weightNoise;
    private TrainingProbe? _probe;

    public TrainingLoop(TrainerSettings settings, Samples training, ulong seed)
    {
        _settings = settings;
        _training = LabelNoise.Flip(training, settings.LabelNoise, seed);
        BatchSize = Math.Min(settings.BatchSize ?? training.RowCount, training.RowCount);
        var outputs = training.IsClassification ? training.ClassCount : training.TargetCount;
        var rowCapacity = PaddedMatrix.RoundUp(Math.Max(BatchSize, PredictionRows), MatrixProduct.TileRows);
        Network = new Network(settings, training.FeatureCount, outputs, rowCapacity, seed);
        Network.Initialize(InitializerFactory.Create(settings), seed);
        Loss = LossFactory.Create(settings, training);
        StartingBiases.Set(Network, settings, Loss, training);
        Scaling = new TargetScaling(training);
        _targets = new BatchTargets(rowCapacity, Scaling.TargetCount);
        if (OptimizerFactory.GradientRules.Contains(settings.Optimizer))
        {
            _optimizer = OptimizerFactory.Create(settings, Network.Parameters.Length);
            _step = new ParameterStep(Network.Parameters, settings, _optimizer);
        }
        else
        {
            _objectiveOptimizer = OptimizerFactory.CreateForObjective(settings, Network.Parameters.Length, seed);
            _objective = new BatchObjective(this, seed);
        }
        _rates = new LearningRatePlan(settings, BatchSize, training.RowCount);
        _order = new RowOrder(settings.Shuffle, training.RowCount, seed);
        _augmenter = ImageAugmenter.Create(settings, training.Image, seed);
        _inputNoise = settings.InputNoise > 0 ? new InputNoise(settings.InputNoise, seed) : null;
        _weightNoise = settings.WeightNoise > 0 ? new WeightNoise(Network, settings.WeightNoise, seed) : null;
    }

    public int BatchSize { get; }

    public Network Network { get; }

    public Loss Loss { get; }

    public TargetScaling Scaling { get; }

    /// <summary>Metrics of the last epoch's batches; null unless <see cref="Watch"/> was called.</summary>
    public RunningMetrics? Running { get; private set; }

    /// <summary>What the settings' measurements found in the last epoch; empty unless <see cref="Watch"/> was called.</summary>
    public IReadOnlyList<(string Name, double Value)> Measured => _probe?.Read() ?? [];

    /// <summary>From now on every epoch keeps <see cref="Running"/> and <see cref="Measured"/>.</summary>
    public void Watch()
    {
        Running = new RunningMetrics(_training, Scaling, Loss is SoftmaxCrossEntropy { IsPlain: true });
        if (_settings.Measurements.Count > 0)
            _probe = new TrainingProbe(_settings.Measurements, Network, (_training.RowCount + BatchSize - 1) / BatchSize);
    }

    /// <summary>
    /// Steps through the rows in the epoch's order, batch by batch, the last one shorter where they do not divide; returns the mean loss
    /// of the rows as their batches met them, without penalties.
    /// </summary>
    public double Epoch(int epoch, CancellationToken cancellation)
    {
        var order = _order.Next();
        Running?.Clear();
        _probe?.Clear();
        var sum = 0.0;
        for (var first = 0; first < order.Length; first += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Step(order.Slice(first, Math.Min(BatchSize, order.Length - first)), _rates.At(epoch, first / BatchSize));
        }
        return sum / order.Length;
    }

    /// <summary>The loss on the monitored rows after an epoch, for schedules that look at it.</summary>
    public void Observe(double monitoredLoss) => _rates.Observe(monitoredLoss);

    /// <summary>One update from these rows; returns the sum of their losses.</summary>
    public double Step(ReadOnlySpan<int> rows, double learningRate)
    {
        if (_optimizer is null)
            return StepOnObjective(rows, learningRate);
        var loss = _step!.GoesByParts && _probe is null ? StepByParts(rows, learningRate) : StepAfterAll(rows, learningRate);
        CountRunning(rows.Length, loss);
        WeightPenalties.Limit(Network, _settings);
        return loss;
    }

    /// <summary>Gradients of mean loss and penalties over these rows; returns the sum of their losses.</summary>
    public double ComputeGradients(ReadOnlySpan<int> rows)
    {
        var loss = Propagate(rows, null);
        WeightPenalties.AddGradients(Network, _settings);
        return loss;
    }

    /// <summary>Takes the outputs of the last forward pass, of which a step counts one, into <see cref="Running"/>.</summary>
    public void CountRunning(int rows, double loss) => Running?.Add(Network.Output.Values, _targets, rows, loss);

    /// <summary>What <see cref="ComputeGradients"/> differentiates: mean loss and penalties over these rows.</summary>
    public double Objective(ReadOnlySpan<int> rows)
    {
        Forward(rows);
        var loss = Loss.Measure(Network.Output.Values, _targets, rows.Length) / rows.Length + Network.ActivityPenalty(rows.Length);
        _weightNoise?.Remove();
        return loss + Penalty;
    }

    /// <summary>Starts all random draws of a step anew: the next one repeats the first.</summary>
    public void Reseed(ulong seed)
    {
        Network.Reseed(seed);
        _augmenter?.Reseed(seed);
        _inputNoise?.Reseed(seed);
        _weightNoise?.Reseed(seed);
    }

    /// <summary>The penalties at the present parameters.</summary>
    public double Penalty => WeightPenalties.Value(Network, _settings);

    /// <summary>The network with what prediction needs; it takes over network and loss from this loop.</summary>
    public TrainedNetwork Finish() => new(Network, Loss, Scaling);

    /// <summary>Frees what only training needs.</summary>
    public void Dispose()
    {
        _targets.Dispose();
        _optimizer?.Dispose();
        _objectiveOptimizer?.Dispose();
        _weightNoise?.Dispose();
    }

    private double StepByParts(ReadOnlySpan<int> rows, double learningRate)
    {
        _step!.Begin(learningRate);
        var loss = Propagate(rows, _step);
        _probe?.Add(rows.Length, loss);
        return loss;
    }

    private double StepAfterAll(ReadOnlySpan<int> rows, double learningRate)
    {
        var loss = ComputeGradients(rows);
        _probe?.Add(rows.Length, loss);
        _step!.MoveAll(learningRate);
        return loss;
    }

    /// <summary>Forward, loss and backward; with a step, the parameters move on the way back.</summary>
    private double Propagate(ReadOnlySpan<int> rows, ParameterStep? step)
    {
        Forward(rows);
        var loss = Loss.Differentiate(Network.Output.Values, _targets, rows.Length, Network.Output.Gradients);
        Network.Backward(rows.Length, step);
        _weightNoise?.Remove();
        return loss;
    }

    private double StepOnObjective(ReadOnlySpan<int> rows, double learningRate)
    {
        _objective!.Begin(rows);
        _objectiveOptimizer!.Step(_objective, learningRate);
        _probe?.Add(rows.Length, _objective.LossBefore);
        WeightPenalties.Limit(Network, _settings);
        return _objective.LossBefore;
    }

    /// <summary>Leaves disturbed weights with the layers where there is noise on them, for the way back.</summary>
    private void Forward(ReadOnlySpan<int> rows)
    {
        BatchGather.Features(_training, rows, Network.Input);
        BatchGather.Targets(_training, rows, Scaling, _targets);
        _augmenter?.Apply(Network.Input, rows.Length);
        _inputNoise?.AddTo(Network.Input, rows.Length);
        _weightNoise?.Add();
        Network.Forward(rows.Length, training: true);
    }
}
