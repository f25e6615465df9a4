namespace HpoRunner.Reports.Charts;

/// <summary>
/// Equal ratios, for positive values. Powers of ten carry labels (10⁻³, or 1, 10, 100 where the whole axis lies between 0.1 and
/// 10,000); where they are few, 2 and 5 times them as well, as decimals from 0.001 on; a range within a decade is labelled like a linear
/// one.
/// </summary>
internal sealed record LogScale : Scale
{
    /// <summary>From here on the smallest label is 0.001.</summary>
    private const double SmallestDecimal = 0.00051;
    private const double LargestPlain = 10_000.1;

    private readonly double _low, _high;

    public LogScale(double min, double max)
    {
        if (!(min > 0) || !double.IsFinite(min) || !double.IsFinite(max) || !(max > 0))
            throw new ArgumentOutOfRangeException(nameof(min), $"A log scale needs positive finite bounds, not {Scalars(min, max)}");
        if (min > max)
            (min, max) = (max, min);
        if (max / min < 1 + 1e-12)
            (min, max) = (min / 2, max * 2);
        (Min, Max, _low, _high) = (min, max, Math.Log10(min), Math.Log10(max));
    }

    public double Min { get; }

    public double Max { get; }

    public override double Position(double value) =>
        value > 0 && double.IsFinite(value) ? (Math.Log10(value) - _low) / (_high - _low) : double.NaN;

    public override IReadOnlyList<Tick> Ticks(int count)
    {
        count = Math.Max(2, count);
        var powers = Enumerable.Range((int)Math.Ceiling(_low - 1e-9),
            Math.Max(0, (int)Math.Floor(_high + 1e-9) - (int)Math.Ceiling(_low - 1e-9) + 1)).ToList();
        if (powers.Count > count)
        {
            var every = NextNice((int)Math.Ceiling((double)powers.Count / count));
            return powers.Select(power => new Tick(Math.Pow(10, power), power % every == 0 ? Label(power) : "")).ToList();
        }
        if (powers.Count >= 3)
            return powers.SelectMany(power => Multiples(power, [1], IsPlain)).Concat(Multiples(powers[0] - 1, [], IsPlain)).Where(InRange)
                .OrderBy(tick => tick.Value).ToList();
        int[] labelled = powers.Count * 3 > count + 2 ? [1] : [1, 2, 5];
        var isPlain = IsPlain || (labelled.Length > 1 && Min >= SmallestDecimal && Max <= LargestPlain);
        var fine = Enumerable.Range((int)Math.Floor(_low), (int)Math.Ceiling(_high) - (int)Math.Floor(_low) + 1)
            .SelectMany(power => Multiples(power, labelled, isPlain)).Where(InRange).ToList();
        if (fine.Count(tick => tick.Label.Length > 0) >= 2)
            return fine;
        var values = NiceTicks.Between(Min, Max, count, out var decimals);
        return values.Select(value => new Tick(value, Figures.Fixed(value, decimals))).ToList();
    }

    private static int NextNice(int every) => every <= 2 ? every : every <= 5 ? 5 : 10 * ((every + 9) / 10);

    private static string Scalars(double min, double max) => $"{Figures.Short(min, 6)} to {Figures.Short(max, 6)}";

    /// <summary>1 to 9 times a power of ten; those not among the labelled multiples have no label.</summary>
    private IEnumerable<Tick> Multiples(int power, int[] labelled, bool isPlain)
    {
        for (var multiple = 1; multiple <= 9; multiple++)
        {
            var value = power < 0 ? multiple / Math.Pow(10, -power) : multiple * Math.Pow(10, power);
            yield return new Tick(value, !labelled.Contains(multiple)
                ? "" : isPlain ? Figures.Short(value, 3) : multiple == 1 ? Figures.Power(power)
                : Figures.Times(Figures.Fixed(multiple, 0), power));
        }
    }

    private bool IsPlain => Min >= 0.0999 && Max <= LargestPlain;

    private string Label(int power) => IsPlain ? Figures.Short(Math.Pow(10, power), 3) : Figures.Power(power);

    private bool InRange(Tick tick) => Holds(tick.Value);
}
