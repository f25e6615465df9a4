namespace HpoRunner.Ranking;

/// <summary>
/// A searched parameter as the advice sees it: its domain in order, and where trials lay in it. Only ranges and choices of numbers belong
/// here; choices of texts have no bounds.
/// </summary>
/// <param name="Name">As in the experiment file.</param>
/// <param name="Low">Smallest value of the domain.</param>
/// <param name="High">Largest value.</param>
/// <param name="IsLog">Searched on a logarithmic scale; <paramref name="Low"/> is above 0 then.</param>
/// <param name="IsChoice">A choice of numbers: it is at a bound only if it equals it.</param>
/// <param name="Winner">The best trial's value; null where it is inactive.</param>
/// <param name="Tied">Values in the tied group, the winner's among them.</param>
/// <param name="Completed">Values of all completed trials.</param>
/// <param name="Diverged">Values of diverged trials.</param>
/// <param name="Smallest">
/// Smallest value that makes sense at all (0 for a penalty); no advice to go below it. Negative infinity if none.
/// </param>
/// <param name="Largest">Largest value that makes sense at all; infinity if none.</param>
internal sealed record SearchedParameter(
    string Name,
    double Low,
    double High,
    bool IsLog,
    bool IsChoice,
    double? Winner,
    IReadOnlyList<double> Tied,
    IReadOnlyList<double> Completed,
    IReadOnlyList<double> Diverged,
    double Smallest = double.NegativeInfinity,
    double Largest = double.PositiveInfinity)
{
    /// <summary>Place in the domain, 0 to 1, on its own scale.</summary>
    public double Place(double value) => IsLog ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
}
