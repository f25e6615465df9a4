using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// What a parameter of the built-in trainer is when nobody says: the table's default, except that learning rates have a default per
/// optimizer.
/// </summary>
internal static class BuiltInDefault
{
    private const double PlainGradientRate = 0.01;

    /// <param name="optimizer">The configuration's optimizer; null: the table's.</param>
    public static Scalar Of(ParameterDefinition row, Scalar? optimizer) =>
        row.Name == "learning_rate" && optimizer?.ToString() is "sgd" or "momentum" ? PlainGradientRate : row.Default;
}
