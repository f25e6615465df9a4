namespace HpoRunner.Reports.Charts;

/// <summary>A place on an axis; without a label it is a small mark between two others.</summary>
internal sealed record Tick(double Value, string Label);

/// <summary>Maps values to positions from 0 (start of the axis) to 1 (its end). Knows neither pixels nor colours.</summary>
internal abstract record Scale
{
    /// <summary>Where a value lies: 0 to 1 inside the axis, beyond that outside, NaN where the scale has no place for it.</summary>
    public abstract double Position(double value);

    /// <summary>Round ticks inside the axis, about <paramref name="count"/> of them, all with different labels.</summary>
    public abstract IReadOnlyList<Tick> Ticks(int count);

    public bool Holds(double value) => Position(value) is >= -1e-9 and <= 1 + 1e-9;
}
