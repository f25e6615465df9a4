namespace HpoRunner.Training.Measurements;

/// <summary>
/// What can be measured on request in every epoch beside the metrics: for a look at how a network learns, not for ranking. A value of
/// one layer has the layer's number, from 1 at the input, behind its name; the output is the last one.
/// </summary>
public static class MeasurementTable
{
    public const string GradientNorm = "gradient_norm";
    public const string WeightNorm = "weight_norm";
    public const string ActivationSpread = "activation_spread";
    public const string UpdateLoss = "update_loss";

    /// <summary>Updates of an epoch whose loss is kept, at most.</summary>
    public const int MostUpdates = 20;

    public static IReadOnlyList<MeasurementDefinition> All { get; } =
    [
        new(GradientNorm, "gradient_norm, gradient_norm_1, …",
            "Euclidean norm of the gradient, penalties included, before clipping; mean over the epoch's updates. "
            + "Whole, and of each layer's weights and biases."),
        new(WeightNorm, "weight_norm, weight_norm_1, …",
            "Euclidean norm of the weights, without biases, after the epoch. Whole, and of each layer."),
        new(ActivationSpread, "activation_spread_1, …",
            "Standard deviation of a hidden layer's activations, dropout not yet applied, over all its units and the epoch's rows "
            + "as their batches met them."),
        new(UpdateLoss, "update_loss_1 … update_loss_20",
            "Loss of single updates, each on its batch before its step, without penalties; all of an epoch, or 20 of them at even "
            + "distances."),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(row => row.Name)];

    /// <summary>Whether a column belongs to a measurement: <c>gradient_norm_3</c> to <c>gradient_norm</c>.</summary>
    public static bool IsOf(string column, string measurement) =>
        column == measurement
        || (column.StartsWith(measurement + "_", StringComparison.Ordinal) && NumberOf(column, measurement) is not null);

    /// <summary>The layer or update that a column speaks of, from 1; null for the whole.</summary>
    public static int? NumberOf(string column, string measurement) =>
        column.Length > measurement.Length + 1 && int.TryParse(column.AsSpan(measurement.Length + 1), out var number) ? number : null;
}
