using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// What a parameter of the built-in trainer is when nobody says: the table's default, or the optimizer's where each has its own
/// (learning_rate, epsilon, rho, batch_size).
/// </summary>
internal static class BuiltInDefault
{
    /// <param name="row">The parameter.</param>
    /// <param name="optimizer">The configuration's optimizer; null, or one that is not known: the table's default.</param>
    public static Scalar Of(ParameterDefinition row, Scalar? optimizer) =>
        optimizer is { } name && ParameterTable.Find("optimizer")!.Names.Contains(name.ToString())
            ? ParameterTable.DefaultOf(row.Name, name.ToString())
            : row.Default;
}
