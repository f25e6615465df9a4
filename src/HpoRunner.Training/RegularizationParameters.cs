using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Training;

/// <summary>The rows of <see cref="ParameterTable"/> that keep a network from learning its training rows by heart, and the noise.</summary>
internal static class RegularizationParameters
{
    private const string Classes = "classes as the target";

    public static IReadOnlyList<ParameterDefinition> All { get; } =
    [
        new("layers", ParameterKind.Whole, 1, "Number of hidden layers, in place of hidden; 0 for a linear model.") { Min = 0, Max = 100 },
        new("width", ParameterKind.Whole, 64, "Units of each hidden layer, in place of hidden.") { Min = 1, Max = 16384 },
        new("l1", ParameterKind.Real, 0, "Penalty l1 · Σ|w| on the weights, not the biases.") { Min = 0, Max = 100 },
        new("max_norm", ParameterKind.Real, 0, "Largest norm of the weights into a unit; 0 for none.") { Min = 0, Max = 1e6 },
        new("layer_norm_ball", ParameterKind.Real, 0, "Largest norm of all weights of a layer; 0 for none.") { Min = 0, Max = 1e6 },
        new("activity_l1", ParameterKind.Real, 0, "Penalty on the sizes of hidden activations, summed over units, mean over rows.")
        {
            Min = 0, Max = 100, UsedWith = ParameterUse.Except("hidden", "none"),
        },
        new("input_dropout", ParameterKind.Real, 0, "Share of inputs switched off in each training step.")
        {
            Min = 0, Max = 1, MaxOpen = true,
        },
        new("batch_norm", ParameterKind.Boolean, false, "Batch normalization before (true) or after the activation.")
        {
            Names = BatchNormNames, UsedWith = ParameterUse.Except("hidden", "none"),
        },
        new("hinge_margin", ParameterKind.Real, 1, "By how much the right class must lead (loss: hinge).")
        {
            Min = 0, MinOpen = true, Max = 1000, UsedWith = ParameterUse.Of("loss", "hinge"),
        },
        new("label_smoothing", ParameterKind.Real, 0, "Share of each target that is spread over all classes.")
        {
            Min = 0, Max = 1, MaxOpen = true, Beside = Classes,
            UsedWith = ParameterUse.Of("loss", LossFactory.Automatic, "cross_entropy", "binary_cross_entropy"),
        },
        new("label_noise", ParameterKind.Real, 0, "Share of training rows that get a wrong class.") { Min = 0, Max = 1, Beside = Classes },
        new("input_noise", ParameterKind.Real, 0, "Standard deviation of noise on the inputs, fresh each step.") { Min = 0, Max = 100 },
        new("weight_noise", ParameterKind.Real, 0, "Standard deviation of noise on the weights, fresh each step.") { Min = 0, Max = 100 },
        new("shuffle", ParameterKind.Name, "every_epoch", "In which order an epoch meets the training rows.") { Names = RowOrder.Names },
        new("train_share", ParameterKind.Real, 1, "Share of the training rows that are learned from.") { Min = 0, MinOpen = true, Max = 1 },
        new("early_stopping", ParameterKind.Whole, 0, "Epochs without improvement after which training ends; 0 for never.")
        {
            Min = 0, Max = 1_000_000,
        },
        new("early_stopping_share", ParameterKind.Real, 0.1, "Share of the training rows that early stopping watches.")
        {
            Min = 0, MinOpen = true, Max = 0.9, UsedWith = ParameterUse.Except("early_stopping", "0"),
        },
        new("early_stopping_min_delta", ParameterKind.Real, 0, "An improvement must be larger than this.")
        {
            Min = 0, Max = 1e6, UsedWith = ParameterUse.Except("early_stopping", "0"),
        },
        new("early_stopping_metric", ParameterKind.Name, MetricTable.Loss, "What early stopping watches.")
        {
            Names = [MetricTable.Loss, .. MetricTable.All.Select(metric => metric.Name).Where(name => name != MetricTable.Loss)],
            UsedWith = ParameterUse.Except("early_stopping", "0"),
        },
        new("seed", ParameterKind.Whole, 0, "Of weights, order and noise; the splits stay.")
        {
            Min = 0, Max = int.MaxValue, DefaultText = "the trial's",
        },
    ];

    private static IReadOnlyList<string> BatchNormNames => [BatchNormalization.BeforeActivation, BatchNormalization.AfterActivation];
}
