namespace HpoRunner.Evaluation;

/// <summary>
/// A refitted configuration on the test rows. For classification <paramref name="Truth"/> and <paramref name="Predicted"/> are class
/// indices; for regression, values in the target's own units. <paramref name="Rows"/> are data rows of the file from 0.
/// <paramref name="LogLosses"/> are −ln of the probability given to the right class; null for regression.
/// </summary>
internal sealed record FinalFit(
    IReadOnlyList<int> Rows, IReadOnlyList<double> Truth, IReadOnlyList<double> Predicted, IReadOnlyList<double>? LogLosses = null);
