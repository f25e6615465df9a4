using System.Globalization;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Schedules;

namespace HpoRunner.Training;

/// <summary>One setting of every parameter of <see cref="ParameterTable"/>, checked and typed.</summary>
public sealed record TrainerSettings
{
    private readonly IReadOnlyDictionary<string, Scalar> _given;

    private TrainerSettings(IReadOnlyDictionary<string, Scalar> given)
    {
        _given = given;
        // Before all that has a default for each optimizer.
        Optimizer = Of("optimizer").ToString();
        Hidden = WidthsOf(Of("hidden").ToString());
        Activation = Of("activation").ToString();
        Init = Of("init").ToString();
        InitScale = Real("init_scale");
        InitVariance = Real("init_variance");
        InitMode = Of("init_mode").ToString();
        InitDistribution = Of("init_distribution").ToString();
        InitValue = Real("init_value");
        BiasInit = Real("bias_init");
        OutputBias = Of("output_bias").ToString();
        LearningRate = Real("learning_rate");
        Momentum = Real("momentum");
        MomentumIsAveraged = Of("momentum_form").ToString() == "averaged";
        MomentumStart = given.ContainsKey("momentum_start") ? Real("momentum_start") : null;
        Rho = Real("rho");
        Beta1 = Real("beta1");
        Beta2 = Real("beta2");
        Epsilon = Real("epsilon");
        BiasCorrection = Of("bias_correction").AsBoolean;
        WeightDecay = Real("weight_decay");
        ClipNorm = Real("clip_norm");
        ClipValue = Real("clip_value");
        BatchSize = Of("batch_size").IsNumber ? Whole("batch_size") : null;
        Epochs = Whole("epochs");
        Schedule = Of("schedule").ToString();
        ScheduleEvery = Whole("schedule_every");
        ScheduleFactor = Real("schedule_factor");
        ScheduleDecay = given.ContainsKey("schedule_decay") ? Real("schedule_decay") : ScheduleFactory.DefaultDecay(Schedule) ?? 0;
        ScheduleEnd = given.ContainsKey("schedule_end") ? Real("schedule_end") : ScheduleFactory.DefaultEnd(Schedule) ?? 1;
        ScheduleLength = (long)Real("schedule_length");
        SchedulePieces = Of("schedule_pieces").ToString();
        ScheduleCountsUpdates = Of("schedule_unit").ToString() == "update";
        WarmupEpochs = Whole("warmup_epochs");
        BatchScaling = Of("batch_scaling").ToString();
        L2 = Real("l2");
        Dropout = Real("dropout");
        Loss = Of("loss").ToString();
        if (given.ContainsKey("layers") || given.ContainsKey("width"))
            Hidden = [.. Enumerable.Repeat(Whole("width"), Whole("layers"))];
        L1 = Real("l1");
        MaxNorm = Real("max_norm");
        LayerNormBall = Real("layer_norm_ball");
        ActivityL1 = Real("activity_l1");
        InputDropout = Real("input_dropout");
        BatchNorm = Of("batch_norm").ToString() switch
        {
            "false" => null,
            "true" => BatchNormalization.BeforeActivation,
            var place => place,
        };
        HingeMargin = Real("hinge_margin");
        LabelSmoothing = Real("label_smoothing");
        LabelNoise = Real("label_noise");
        InputNoise = Real("input_noise");
        WeightNoise = Real("weight_noise");
        Shuffle = Of("shuffle").ToString();
        TrainShare = Real("train_share");
        EarlyStopping = Whole("early_stopping");
        EarlyStoppingShare = Real("early_stopping_share");
        EarlyStoppingMinDelta = Real("early_stopping_min_delta");
        EarlyStoppingMetric = Of("early_stopping_metric").ToString();
    }

    /// <summary>Widths of the hidden layers from the input on; empty for a linear model.</summary>
    public IReadOnlyList<int> Hidden { get; }

    public string Activation { get; }

    public string Init { get; }

    public double InitScale { get; }

    public double InitVariance { get; }

    public string InitMode { get; }

    public string InitDistribution { get; }

    public double InitValue { get; }

    public double BiasInit { get; }

    public string OutputBias { get; internal init; }

    public string Optimizer { get; }

    public double LearningRate { get; }

    public double Momentum { get; }

    /// <summary>Whether momentum and nesterov take the averaged form; else the classical one.</summary>
    public bool MomentumIsAveraged { get; }

    /// <summary>From where the momentum rises; null when it does not.</summary>
    public double? MomentumStart { get; }

    public double Rho { get; }

    public double Beta1 { get; }

    public double Beta2 { get; }

    public double Epsilon { get; }

    public bool BiasCorrection { get; }

    public double WeightDecay { get; }

    /// <summary>0 = off, as <see cref="ClipValue"/>.</summary>
    public double ClipNorm { get; }

    public double ClipValue { get; }

    /// <summary>Rows per step; null for all of them.</summary>
    public int? BatchSize { get; internal init; }

    public int Epochs { get; }

    public string Schedule { get; }

    public int ScheduleEvery { get; }

    public double ScheduleFactor { get; }

    public double ScheduleDecay { get; }

    public double ScheduleEnd { get; }

    /// <summary>0: as long as the training.</summary>
    public long ScheduleLength { get; }

    public string SchedulePieces { get; }

    /// <summary>Whether the schedule's time is in updates; else in epochs.</summary>
    public bool ScheduleCountsUpdates { get; }

    public int WarmupEpochs { get; }

    public string BatchScaling { get; }

    public double L2 { get; }

    public double Dropout { get; }

    public string Loss { get; }

    public double L1 { get; }

    public double MaxNorm { get; }

    public double LayerNormBall { get; }

    public double ActivityL1 { get; }

    public double InputDropout { get; }

    /// <summary>Where batch normalization stands, before or after the activation; null for nowhere.</summary>
    public string? BatchNorm { get; internal init; }

    public double HingeMargin { get; }

    public double LabelSmoothing { get; }

    public double LabelNoise { get; }

    public double InputNoise { get; }

    public double WeightNoise { get; }

    public string Shuffle { get; }

    public double TrainShare { get; }

    /// <summary>Epochs of patience; 0 for no early stopping.</summary>
    public int EarlyStopping { get; }

    public double EarlyStoppingShare { get; }

    public double EarlyStoppingMinDelta { get; }

    public string EarlyStoppingMetric { get; }

    /// <summary>
    /// What is looked at in every epoch beside the metrics, of <see cref="Measurements.MeasurementTable"/>; changes nothing in the
    /// training.
    /// </summary>
    public IReadOnlyList<string> Measurements { get; init; } = [];

    /// <summary>
    /// Typed settings from names and values. What is missing takes the table's default, or the optimizer's where each has its own.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// For an unknown name or a value that the table refuses; the message names all of them.
    /// </exception>
    public static TrainerSettings From(IReadOnlyDictionary<string, Scalar> parameters)
    {
        var faults = new List<string>();
        foreach (var (name, value) in parameters)
        {
            var row = ParameterTable.Find(name);
            var fault = row is null ? $"{name} is not a parameter of the built-in trainer" : row.Check(value);
            if (fault is not null)
                faults.Add(fault);
        }
        if (faults.Count == 0)
            faults.AddRange(ParameterRule.All.Select(rule => rule.Check(parameters)).OfType<string>());
        if (ParameterTable.Contradiction(parameters.Keys) is { } contradiction)
            faults.Add(contradiction);
        return faults.Count == 0
            ? new TrainerSettings(parameters)
            : throw new ArgumentException(string.Join("; ", faults), nameof(parameters));
    }

    /// <summary>Null when these settings suit a target of so many classes, 0 for numbers; else what is wrong and what to do.</summary>
    public string? CheckTarget(int classCount) => _given
        .Select(pair => ParameterFit.CheckTarget(pair.Key, pair.Value, classCount) is { } fault ? $"{pair.Key}: {fault}" : null)
        .FirstOrDefault(fault => fault is not null);

    /// <summary>The value of any parameter of the table, given or by default.</summary>
    internal Scalar this[string name] => Of(name);

    private Scalar Of(string name) => _given.TryGetValue(name, out var value) ? value : ParameterTable.DefaultOf(name, Optimizer);

    private double Real(string name) => Of(name).AsNumber;

    private int Whole(string name) => checked((int)Of(name).AsNumber);

    private static int[] WidthsOf(string text) =>
        text == "none" ? [] : [.. text.Split('-').Select(width => int.Parse(width, NumberStyles.None, CultureInfo.InvariantCulture))];
}
