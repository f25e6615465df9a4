namespace HpoRunner.Reports.Charts;

/// <summary>
/// Equal steps. A range of no width is widened (by 1 % of the value, or to −1…1 around zero), so that a single value lies in the middle.
/// </summary>
internal sealed record LinearScale : Scale
{
    public LinearScale(double min, double max)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max))
            (min, max) = (0, 1);
        if (min > max)
            (min, max) = (max, min);
        if (max - min <= Math.Abs(max) * 1e-12)
        {
            var pad = max == 0 ? 1 : Math.Abs(max) * 0.01;
            (min, max) = (min - pad, max + pad);
        }
        (Min, Max) = (min, max);
    }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Whether only whole numbers make ticks: trials, epochs, counts.</summary>
    public bool Whole { get; init; }

    /// <summary>The scale over the finite values, with a share of the range added on both sides; 0 to 1 without any.</summary>
    public static LinearScale Over(IEnumerable<double> values, double pad = 0.04)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite))
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        if (min > max)
            return new LinearScale(0, 1);
        var margin = (max - min) * pad;
        return new LinearScale(min - margin, max + margin);
    }

    public override double Position(double value) => double.IsFinite(value) ? (value - Min) / (Max - Min) : double.NaN;

    public override IReadOnlyList<Tick> Ticks(int count)
    {
        var values = NiceTicks.Between(Min, Max, count, out var decimals);
        if (Whole && decimals > 0)
        {
            values = NiceTicks.Between(Min, Max, Math.Max(1, (int)(Max - Min)), out _).Where(value => value == Math.Floor(value)).ToList();
            decimals = 0;
        }
        var places = decimals;
        var large = Math.Max(Math.Abs(Min), Math.Abs(Max));
        var scientific = large >= 1e7 || (large < 1e-3 && large > 0);
        string Text(double value) => scientific
            ? Figures.Short(value, 3) : places == 0 ? Figures.Whole(value) : Figures.Fixed(value, places);
        return values.Select(value => new Tick(value, Text(value))).ToList();
    }
}
