using System.Globalization;
using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;

namespace HpoRunner.Training;

/// <summary>The parameters of the built-in trainer, in the order in which the documentation lists them.</summary>
public static class ParameterTable
{
    public static IReadOnlyList<ParameterDefinition> All { get; } =
    [
        new("hidden", ParameterKind.Text, "64", "Widths of the hidden layers, as text: \"128-64\"; none for a linear model.") { Check = CheckHidden },
        new("activation", ParameterKind.Name, "relu", "What each hidden unit applies to its sum.")
        {
            Names = ActivationFactory.Names, UsedWith = ParameterUse.Except("hidden", "none"),
        },
        new("init", ParameterKind.Name, "glorot_uniform", "How the weights start.") { Names = InitializerFactory.Names },
        new("optimizer", ParameterKind.Name, "adam", "The rule that turns gradients into steps.") { Names = OptimizerFactory.Names },
        new("learning_rate", ParameterKind.Real, 0.001, "Length of a step.")
        {
            Min = 0, MinOpen = true, Max = 100, DefaultText = "the optimizer's: adam 0.001, sgd and momentum 0.01",
        },
        new("momentum", ParameterKind.Real, 0.9, "How much of the last step goes on (optimizer: momentum).")
        {
            Min = 0, Max = 1, MaxOpen = true, UsedWith = ParameterUse.Of("optimizer", "momentum"),
        },
        new("beta1", ParameterKind.Real, 0.9, "Decay of the mean gradient (optimizer: adam).")
        {
            Min = 0, Max = 1, MaxOpen = true, UsedWith = ParameterUse.Of("optimizer", "adam"),
        },
        new("beta2", ParameterKind.Real, 0.999, "Decay of the mean squared gradient (optimizer: adam).")
        {
            Min = 0, Max = 1, MaxOpen = true, UsedWith = ParameterUse.Of("optimizer", "adam"),
        },
        new("epsilon", ParameterKind.Real, 1e-8, "Keeps the division finite (optimizer: adam).")
        {
            Min = 0, MinOpen = true, Max = 1, DefaultText = "the optimizer's: adam 1e-08", UsedWith = ParameterUse.Of("optimizer", "adam"),
        },
        new("batch_size", ParameterKind.Whole, 32, "Rows per step, or full for all of them.") { Min = 1, Max = 1_000_000, Names = ["full"] },
        new("epochs", ParameterKind.Whole, 30, "Passes over the training rows.") { Min = 1, Max = 1_000_000 },
        new("schedule", ParameterKind.Name, "constant", "How the learning rate changes over the epochs.") { Names = ScheduleFactory.Names },
        new("schedule_every", ParameterKind.Whole, 10, "Epochs between two changes of the rate (schedule: step).")
        {
            Min = 1, Max = 1_000_000, UsedWith = ParameterUse.Of("schedule", "step"),
        },
        new("schedule_factor", ParameterKind.Real, 0.5, "What each change multiplies the rate by (schedule: step).")
        {
            Min = 0, MinOpen = true, Max = 1, UsedWith = ParameterUse.Of("schedule", "step"),
        },
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
    ];

    public static ParameterDefinition? Find(string name) => All.FirstOrDefault(row => row.Name == name);

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
        return fits ? row.Check?.Invoke(value) : $"{value} is not allowed; {row.Name} takes {row.Allowed}";
    }

    /// <summary>
    /// Which of the given parameters have no effect beside the others: momentum with optimizer adam, dropout with hidden none. Not an
    /// error, since a choice of optimizers may share one range; worth a hint when no value of the search uses it.
    /// </summary>
    public static IReadOnlyList<string> Unused(IReadOnlyDictionary<string, Scalar> parameters) =>
    [
        .. parameters.Keys.Where(name => Find(name) is { UsedWith: { } use }
            && !use.Holds(parameters.TryGetValue(use.Parameter, out var value) ? value : Find(use.Parameter)!.Default)),
    ];

    /// <summary>Null when the names go together, else which of them do not.</summary>
    public static string? Contradiction(IEnumerable<string> names)
    {
        var given = names.ToHashSet(StringComparer.Ordinal);
        return given.Contains("hidden") && (given.Contains("layers") || given.Contains("width"))
            ? "hidden does not go together with layers and width; write hidden: \"64-64\", or layers: 2 and width: 64"
            : null;
    }

    /// <summary>Null when an allowed value also suits the kind of target, else what is wrong and what is allowed.</summary>
    public static string? CheckTarget(string name, Scalar value, bool isClassification) => name switch
    {
        "loss" => LossFactory.Check(value.ToString(), isClassification),
        "label_noise" or "label_smoothing" when !isClassification && value.AsNumber > 0 => $"{value} needs classes, and the target is a number; allowed: 0",
        "early_stopping_metric" when MetricTable.Find(value.ToString()) is { } metric && !(isClassification ? metric.ForClassification : metric.ForRegression) =>
            $"{value} is not defined for {(isClassification ? "classes" : "numbers")} as the target; allowed: "
            + string.Join(", ", MetricTable.All.Where(row => isClassification ? row.ForClassification : row.ForRegression).Select(row => row.Name)),
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
            _ => "widths joined by dashes (\"128-64\"), or none",
        };
    }

    private static bool InBounds(ParameterDefinition row, double number) =>
        (row.MinOpen ? number > row.Min : number >= row.Min) && (row.MaxOpen ? number < row.Max : number <= row.Max);

    private static string? CheckHidden(Scalar value)
    {
        var text = value.ToString();
        var widths = text.Split('-');
        var fits = text == "none" || (widths.Length <= 100 && widths.All(width =>
            int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is >= 1 and <= 16384 && width[0] != '0'));
        return fits ? null : $"{text} is not allowed; hidden takes widths from 1 to 16384 joined by dashes (\"128-64\"), or none";
    }
}
