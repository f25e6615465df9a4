namespace HpoRunner.Experiments;

/// <summary>
/// Normally distributed around <paramref name="Mean"/>. A draw that the parameter does not allow (a negative learning rate) is drawn
/// again; <see cref="SearchSpace.Allows"/> tells.
/// </summary>
public sealed record NormalDomain(double Mean, double StandardDeviation) : Domain
{
    /// <summary>Draws are rounded to the nearest whole number.</summary>
    public bool Whole { get; init; }
}
