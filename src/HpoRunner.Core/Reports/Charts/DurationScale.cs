namespace HpoRunner.Reports.Charts;

/// <summary>Seconds since a start, with ticks at round seconds, minutes, hours or days.</summary>
internal sealed record DurationScale : Scale
{
    private static readonly double[] Steps =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400,
    ];

    public DurationScale(double seconds) => Seconds = double.IsFinite(seconds) && seconds > 0 ? seconds : 1;

    public double Seconds { get; }

    public override double Position(double value) => double.IsFinite(value) ? value / Seconds : double.NaN;

    public override IReadOnlyList<Tick> Ticks(int count)
    {
        var raw = Seconds / Math.Max(1, count);
        if (raw < 1)
        {
            var fine = NiceTicks.Between(0, Seconds, count, out var decimals);
            return fine.Select(value => new Tick(value, value == 0 ? "0" : $"{Figures.Fixed(value, decimals)}{Figures.Space}s")).ToList();
        }
        var step = Steps.FirstOrDefault(candidate => candidate >= raw);
        if (step == 0)
        {
            var (mantissa, exponent) = NiceTicks.Step(Seconds / 86400, count);
            step = Math.Max(7, Math.Round(mantissa * Math.Pow(10, exponent))) * 86400;
        }
        var ticks = new List<Tick>();
        for (var k = 0; k * step <= Seconds * (1 + 1e-9); k++)
            ticks.Add(new Tick(k * step, Label(k * step, step, Seconds)));
        return ticks;
    }

    private static string Label(double value, double step, double end) => value == 0 ? "0" : step switch
    {
        < 60 when end < 90 => $"{Figures.Fixed(value, 0)}{Figures.Space}s",
        < 60 => $"{Figures.Fixed(Math.Floor(value / 60), 0)}:{Figures.Fixed(value % 60, 0).PadLeft(2, '0')}{Figures.Space}min",
        < 3600 when value % 3600 != 0 => value < 3600
            ? $"{Figures.Fixed(value / 60, 0)}{Figures.Space}min"
            : $"{Figures.Fixed(Math.Floor(value / 3600), 0)}{Figures.Space}h{Figures.Space}{Figures.Fixed(value % 3600 / 60, 0)}",
        _ when value < 3600 => $"{Figures.Fixed(value / 60, 0)}{Figures.Space}min",
        < 86400 => $"{Figures.Fixed(value / 3600, 0)}{Figures.Space}h",
        _ => $"{Figures.Fixed(value / 86400, 0)}{Figures.Space}d",
    };
}
