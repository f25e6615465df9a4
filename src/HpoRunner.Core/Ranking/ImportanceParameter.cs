namespace HpoRunner.Ranking;

/// <summary>
/// A searched parameter as a dimension of the unit cube.
/// </summary>
/// <param name="Name">As in the experiment file.</param>
/// <param name="CategoryCount">
/// 0 for a range: its coordinate is in [0, 1], on the scale it is searched on. Otherwise the number of values of a choice, and the
/// coordinate is the value's index. Choices with more than 64 values are taken as ordered.
/// </param>
internal sealed record ImportanceParameter(string Name, int CategoryCount)
{
    private const int MaskBits = 64;

    public bool IsCategorical => CategoryCount is > 0 and <= MaskBits;

    /// <summary>All categories, a bit each.</summary>
    public ulong AllCategories => CategoryCount == MaskBits ? ulong.MaxValue : (1UL << CategoryCount) - 1;

    /// <summary>
    /// A coordinate inside the cube: indices of long choices become the middle of their slice, and what lies outside a range (a baseline
    /// may) counts as its bound.
    /// </summary>
    public double Coordinate(double value) => IsCategorical
        ? value
        : Math.Clamp(CategoryCount > MaskBits ? (value + 0.5) / CategoryCount : value, 0, 1);
}
