using System.Globalization;
using HpoRunner.Training.Augmentations;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Training;

/// <summary>The parameters of the built-in trainer, in the order in which the documentation lists them.</summary>
public static class ParameterTable
{
    internal const string FullBatch = "full";

    public static IReadOnlyList<ParameterDefinition> All { get; } =
    [
        new("hidden", ParameterKind.Text, "64", "Widths of the hidden layers, as text: \"128-64\"; none for a linear model.")
        {
            Check = CheckHidden, TextForm = "widths joined by dashes (\"128-64\"), or none",
        },
        new("activation", ParameterKind.Name, "relu", "What each hidden unit applies to its sum.")
        {
            Names = ActivationFactory.Names, UsedWith = ParameterUse.Except("hidden", "none"),
        },
        new("init", ParameterKind.Name, "glorot_uniform", "How the weights start.") { Names = InitializerFactory.Names },
        new("init_scale", ParameterKind.Real, 1, "What every starting weight is multiplied by.") { Min = 0, Max = 1000 },
        new("init_variance", ParameterKind.Real, 1, "Variance of the starting weights, times the number of units in init_mode.")
        {
            Min = 0, MinOpen = true, Max = 1000, UsedWith = ParameterUse.Of("init", "variance_scaling"),
        },
        new("init_mode", ParameterKind.Name, "fan_in", "Which units count: those before a weight, behind it, or their mean.")
        {
            Names = VarianceScalingInitializer.Modes, UsedWith = ParameterUse.Of("init", "variance_scaling"),
        },
        new("init_distribution", ParameterKind.Name, "truncated_normal", "What the starting weights are drawn from.")
        {
            Names = VarianceScalingInitializer.Distributions, UsedWith = ParameterUse.Of("init", "variance_scaling"),
        },
        new("init_value", ParameterKind.Real, 0.05, "Where every weight starts.")
        {
            Min = -1000, Max = 1000, UsedWith = ParameterUse.Of("init", "constant"),
        },
        new("bias_init", ParameterKind.Real, 0, "Where the biases of hidden units start.")
        {
            Min = -1000, Max = 1000, UsedWith = ParameterUse.Except("hidden", "none"),
        },
        new("output_bias", ParameterKind.Name, "marginal", "Where the output's biases start: at the classes' frequencies, or at 0.")
        {
            Names = ["marginal", "zero"],
        },
        new("optimizer", ParameterKind.Name, "adam", "The rule that turns gradients into steps.")
        {
            Names = OptimizerFactory.Names, Elsewhere = SurfaceParameters.OptimizerElsewhere,
        },
        new("learning_rate", ParameterKind.Real, 0.001, "Length of a step.")
        {
            Min = 0, MinOpen = true, Max = 100, DefaultText = Grouped(name => OptimizerFactory.DefaultLearningRate(name)),
        },
        new("momentum", ParameterKind.Real, 0.9, "How much of the last step goes on.")
        {
            Min = 0, Max = 1, MaxOpen = true,
            UsedWith = ParameterUse.Of("optimizer", "momentum", "nesterov", "rmsprop_momentum", "rmsprop_nesterov"),
        },
        new("momentum_form", ParameterKind.Name, "classical", "Whether steps add up, or are averaged (1 - momentum times as long).")
        {
            Names = ["classical", "averaged"], UsedWith = ParameterUse.Of("optimizer", "momentum", "nesterov"),
        },
        new("momentum_start", ParameterKind.Real, 0.9, "Where momentum begins to rise from, every 250 updates.")
        {
            Min = 0, Max = 1, MaxOpen = true, DefaultText = "no rise",
            UsedWith = ParameterUse.Of("optimizer", "momentum", "nesterov", "rmsprop_momentum", "rmsprop_nesterov"),
        },
        new("rho", ParameterKind.Real, 0.9, "Decay of the mean squared gradient (rmsprop, adadelta).")
        {
            Min = 0, Max = 1, MaxOpen = true, DefaultText = "0.9; adadelta 0.95",
            UsedWith = ParameterUse.Of("optimizer", "rmsprop", "rmsprop_momentum", "rmsprop_nesterov", "adadelta"),
        },
        new("beta1", ParameterKind.Real, 0.9, "Decay of the mean gradient (adam and its kin).")
        {
            Min = 0, Max = 1, MaxOpen = true, UsedWith = ParameterUse.Of("optimizer", "adam", "amsgrad", "adamax", "nadam", "adamw"),
        },
        new("beta2", ParameterKind.Real, 0.999, "Decay of the mean squared gradient (adam and its kin).")
        {
            Min = 0, Max = 1, MaxOpen = true, UsedWith = ParameterUse.Of("optimizer", "adam", "amsgrad", "adamax", "nadam", "adamw"),
        },
        new("epsilon", ParameterKind.Real, 1e-8, "Keeps the division finite.")
        {
            Min = 0, MinOpen = true, Max = 1, DefaultText = Grouped(OptimizerFactory.DefaultEpsilon),
            UsedWith = ParameterUse.Of(
                "optimizer",
                [.. OptimizerFactory.Names.Where(name => OptimizerFactory.DefaultEpsilon(name) is not null)]),
        },
        new("bias_correction", ParameterKind.Boolean, true, "Whether means that start at zero are corrected for it.")
        {
            UsedWith = ParameterUse.Of("optimizer", "adam", "amsgrad", "adamax", "adamw"),
        },
        new("weight_decay", ParameterKind.Real, 0, "Share of every parameter, times the rate, taken off in each step (adamw).")
        {
            Min = 0, Max = 100, UsedWith = ParameterUse.Of("optimizer", "adamw"),
        },
        new("clip_norm", ParameterKind.Real, 0, "Largest norm of a step's whole gradient; 0: no limit.")
        {
            Min = 0, Max = 1e9, UsedWith = ParameterUse.Except("optimizer", [.. OptimizerFactory.ObjectiveRules]),
        },
        new("clip_value", ParameterKind.Real, 0, "Largest size of one element of the gradient; 0: no limit.")
        {
            Min = 0, Max = 1e9, UsedWith = ParameterUse.Except("optimizer", [.. OptimizerFactory.ObjectiveRules]),
        },
        new("batch_size", ParameterKind.Whole, 32, "Rows per step, or full for all of them.")
        {
            Min = 1, Max = 1_000_000, Names = [FullBatch],
            DefaultText = $"32; {string.Join(" and ", OptimizerFactory.FullBatchOnly)}: {FullBatch}",
        },
        new("epochs", ParameterKind.Whole, 30, "Passes over the training rows.") { Min = 1, Max = 1_000_000 },
        .. ScheduleParameters.All,
        new("l2", ParameterKind.Real, 0, "Penalty l2/2 · ‖W‖² on the weights, not the biases.") { Min = 0, Max = 100 },
        new("dropout", ParameterKind.Real, 0, "Share of hidden units switched off in each training step.")
        {
            Min = 0, Max = 1, MaxOpen = true, UsedWith = ParameterUse.Except("hidden", "none"),
        },
        new("loss", ParameterKind.Name, LossFactory.Automatic, "What training minimizes; auto: cross_entropy for classes, mse for numbers.")
        {
            Names = LossFactory.Names,
        },
        .. RegularizationParameters.All,
        .. AugmentationFactory.Parameters,
    ];

    public static ParameterDefinition? Find(string name) => All.FirstOrDefault(row => row.Name == name);

    /// <summary>What a parameter is when nobody says, beside this optimizer: several have a default for each.</summary>
    public static Scalar DefaultOf(string name, string optimizer) => name switch
    {
        "learning_rate" => OptimizerFactory.DefaultLearningRate(optimizer),
        "rho" => OptimizerFactory.DefaultRho(optimizer),
        "epsilon" when OptimizerFactory.DefaultEpsilon(optimizer) is { } epsilon => epsilon,
        "batch_size" when OptimizerFactory.FullBatchOnly.Contains(optimizer) => FullBatch,
        _ => (Find(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "not in the table")).Default,
    };

    /// <summary>Null when the value is allowed, else a sentence that says what was got and what is allowed.</summary>
    public static string? Check(ParameterDefinition row, Scalar value)
    {
        if (row.Kind is ParameterKind.Text)
            return row.Check?.Invoke(value);
        if (value.Kind == ScalarKind.Text && row.Names.Contains(value.ToString()))
            return null;
        var fits = row.Kind switch
        {
            ParameterKind.Real => value.IsNumber && InBounds(row, value.AsNumber),
            ParameterKind.Whole => value.IsWhole && InBounds(row, value.AsNumber),
            ParameterKind.Boolean => value.Kind == ScalarKind.Boolean,
            _ => false,
        };
        return fits ? row.Check?.Invoke(value) : row.Elsewhere?.Invoke(value) ?? $"{value} is not allowed; {row.Name} takes {row.Allowed}";
    }

    /// <summary>Whether this value augments images, which the data must then hold.</summary>
    public static bool NeedsImage(string name, Scalar value) =>
        AugmentationFactory.Parameters.Any(row => row.Name == name) && AugmentationFactory.IsOn(value);

    /// <summary>Whether a shift can leave nothing of such an image but its edge.</summary>
    public static bool MovesOutOfSight(string name, Scalar value, ImageShape image) =>
        name == AugmentationFactory.Shift && value.AsNumber >= Math.Min(image.Height, image.Width);

    /// <summary>Null when the names go together, else which of them do not.</summary>
    public static string? Contradiction(IEnumerable<string> names)
    {
        var given = names.ToHashSet(StringComparer.Ordinal);
        return given.Contains("hidden") && (given.Contains("layers") || given.Contains("width"))
            ? "hidden does not go together with layers and width; write hidden: \"64-64\", or layers: 2 and width: 64"
            : null;
    }

    /// <summary>Null when an allowed value also suits the target, else what is wrong and what is allowed.</summary>
    /// <param name="name">Of the parameter.</param>
    /// <param name="value">Allowed by its row.</param>
    /// <param name="classCount">Classes of the target; 0 for numbers.</param>
    public static string? CheckTarget(string name, Scalar value, int classCount) => name switch
    {
        "loss" => LossFactory.Check(value.ToString(), classCount > 0),
        "label_noise" or "label_smoothing" when classCount == 0 && value.AsNumber > 0 =>
            $"{value} needs classes, and the target is a number; allowed: 0",
        "early_stopping_metric" => MetricTable.CheckTarget(value.ToString(), classCount),
        _ => null,
    };

    internal static string Describe(ParameterDefinition row)
    {
        var names = string.Join(", ", row.Names);
        var interval = string.Create(CultureInfo.InvariantCulture,
            $"{(row.MinOpen ? "(" : "[")}{Scalar.Number(row.Min)}, {Scalar.Number(row.Max)}{(row.MaxOpen ? ")" : "]")}");
        var orNames = names.Length > 0 ? $", or {names}" : "";
        return row.Kind switch
        {
            ParameterKind.Real => $"a number in {interval}{orNames}",
            ParameterKind.Whole => $"a whole number in {interval}{orNames}",
            ParameterKind.Boolean => $"true or false{orNames}",
            ParameterKind.Name => $"one of {names}",
            _ => row.TextForm ?? "text",
        };
    }

    /// <summary>"0.001: adam, adamw; 0.01: sgd": the optimizers by their default, in the order of their list.</summary>
    private static string Grouped(Func<string, double?> defaultOf) => string.Join("; ",
        from name in OptimizerFactory.Names
        let value = defaultOf(name)
        where value is not null
        group name by value.Value into names
        select $"{Scalar.Number(names.Key)}: {string.Join(", ", names)}");

    private static bool InBounds(ParameterDefinition row, double number) =>
        (row.MinOpen ? number > row.Min : number >= row.Min) && (row.MaxOpen ? number < row.Max : number <= row.Max);

    private static string? CheckHidden(Scalar value)
    {
        var text = value.ToString();
        var widths = text.Split('-');
        var fits = text == "none" || (widths.Length <= 100 && widths.All(width =>
            int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            && units is >= 1 and <= 16384 && width[0] != '0'));
        return fits ? null : $"{text} is not allowed; hidden takes widths from 1 to 16384 joined by dashes (\"128-64\"), or none";
    }
}
