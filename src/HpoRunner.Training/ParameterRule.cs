using System.Globalization;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training;

/// <summary>
/// A rule about values of several parameters that are each allowed by themselves. An experiment is checked against all of them before it
/// starts, for every combination that its search could propose.
/// </summary>
/// <param name="Parameters">The parameters it looks at; the first is the one to change when it is broken.</param>
/// <param name="Check">
/// Null when the values given go together, else what is wrong and what to do. Parameters not given have their defaults.
/// </param>
public sealed record ParameterRule(IReadOnlyList<string> Parameters, Func<IReadOnlyDictionary<string, Scalar>, string?> Check)
{
    public static IReadOnlyList<ParameterRule> All { get; } =
    [
        new(["batch_size", "optimizer"], CheckBatch),
        new(["init", "hidden"], CheckIdentity),
        new(["schedule_decay", "schedule"], CheckDecay),
    ];

    /// <summary>Those that hold without layers and batches, too.</summary>
    public static IReadOnlyList<ParameterRule> OnSurfaces { get; } = [new(["schedule_decay", "schedule"], CheckDecay)];

    private static string? CheckBatch(IReadOnlyDictionary<string, Scalar> given)
    {
        var optimizer = ValueOf(given, "optimizer").ToString();
        if (!OptimizerFactory.FullBatchOnly.Contains(optimizer)
            || !given.TryGetValue("batch_size", out var size)
            || size.ToString() == ParameterTable.FullBatch)
            return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"batch_size: {size} does not go with optimizer {optimizer}, which needs all rows; ")
            + $"use {ParameterTable.FullBatch}, or leave batch_size out with it";
    }

    /// <summary>
    /// An identity between layers of different widths would leave units without any input, or without any effect, for ever.
    /// </summary>
    private static string? CheckIdentity(IReadOnlyDictionary<string, Scalar> given)
    {
        var hidden = ValueOf(given, "hidden").ToString();
        return ValueOf(given, "init").ToString() == "identity" && hidden.Split('-').Distinct().Count() > 1
            ? $"init: identity does not fit hidden {hidden}; it needs hidden layers of one width (\"64-64\"), or use orthogonal"
            : null;
    }

    private static string? CheckDecay(IReadOnlyDictionary<string, Scalar> given) =>
        ValueOf(given, "schedule").ToString() == "exponential" && given.TryGetValue("schedule_decay", out var decay) && decay.AsNumber > 1
            ? $"schedule_decay: {decay} makes the rate grow without end with schedule exponential, which takes numbers in (0, 1]"
            : null;

    private static Scalar ValueOf(IReadOnlyDictionary<string, Scalar> given, string name) =>
        given.TryGetValue(name, out var value) ? value : ParameterTable.Find(name)!.Default;
}
