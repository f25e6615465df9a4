using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// What a parameter of the trainer is when nobody says: the table's default, or the optimizer's where each has its own
/// (learning_rate, epsilon, rho, batch_size).
/// </summary>
internal static class BuiltInDefault
{
    /// <param name="table">The trainer's.</param>
    /// <param name="row">The parameter.</param>
    /// <param name="optimizer">The configuration's optimizer; null, or one that is not known: the table's default.</param>
    public static Scalar Of(ParameterSet table, ParameterDefinition row, Scalar? optimizer) =>
        optimizer is { } name && table.Find("optimizer")!.Names.Contains(name.ToString())
            ? table.DefaultOf(row.Name, name.ToString())
            : row.Default;
}
