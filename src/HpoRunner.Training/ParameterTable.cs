using System.Globalization;
using HpoRunner.Training.Augmentations;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
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
            OwnRule = CheckHidden, TextForm = "widths joined by dashes (\"128-64\"), or none",
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

    /// <summary>Null when the names go together, else which of them do not.</summary>
    public static string? Contradiction(IEnumerable<string> names)
    {
        var given = names.ToHashSet(StringComparer.Ordinal);
        return given.Contains("hidden") && (given.Contains("layers") || given.Contains("width"))
            ? "hidden does not go together with layers and width; write hidden: \"64-64\", or layers: 2 and width: 64"
            : null;
    }

    /// <summary>"0.001: adam, adamw; 0.01: sgd": the optimizers by their default, in the order of their list.</summary>
    private static string Grouped(Func<string, double?> defaultOf) => string.Join("; ",
        from name in OptimizerFactory.Names
        let value = defaultOf(name)
        where value is not null
        group name by value.Value into names
        select $"{Scalar.Number(names.Key)}: {string.Join(", ", names)}");

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
