using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// One axis of <see cref="ParallelChart"/>: places from 0 to 1 across the page, with labels that keep apart on the narrowest page.
/// </summary>
/// <param name="Place">Where a trial stands; NaN where it has no place, which interrupts its line.</param>
internal sealed record ParallelAxis(string Name, Scale Scale, Func<ReportTrial, double> Place, bool IsChoice)
{
    public const double LabelSize = 0.82;

    /// <summary>Width of the plot on a phone, in units of its text.</summary>
    private const double NarrowestPlot = 19;

    /// <summary>To which a choice's name is cut on a phone, where many stand beside one another.</summary>
    private const double NarrowestName = 2.2;

    /// <summary>Free on both sides, so that no label leaves the page.</summary>
    private const double Margin = 0.04;

    public static ParallelAxis OfParameter(ReportParameter parameter, int index)
    {
        if (parameter.Kind != ReportParameterKind.Choice)
        {
            Scale range = parameter.Kind == ReportParameterKind.LogRange
                ? new LogScale(parameter.Low, parameter.High) : new LinearScale(parameter.Low, parameter.High) { Whole = parameter.Whole };
            return new ParallelAxis(parameter.Name, range, trial => Inside(ReportImportance.Coordinate(parameter, trial.Value(index))),
                false);
        }
        var names = new BandScale(parameter.Choices.Select(choice => choice.ToString()).ToList());
        return new ParallelAxis(parameter.Name, names, 
            trial => Inside(names.Position(ReportImportance.Coordinate(parameter, trial.Value(index))
                + ParameterAxis.Jitter(trial.Number))), true);
    }

    /// <summary>
    /// Whether trials lie so close together that places drawn at random would do so in less than one of a hundred cases: for k trials that
    /// span r of a range, k·rᵏ⁻¹ − (k − 1)·rᵏ; for the same one of c choices, c¹⁻ᵏ.
    /// </summary>
    public bool Gathers(IReadOnlyList<ReportTrial> trials)
    {
        const double ByChance = 0.01;
        const double Widest = 0.5;
        var places = trials.Select(Place).ToList();
        if (places.Count < 2 || !places.TrueForAll(double.IsFinite))
            return false;
        var k = places.Count;
        if (Scale is BandScale { Names.Count: var choices })
        {
            var taken = places.Select(place => (int)((place - Margin) / (1 - (2 * Margin)) * choices)).Distinct().Count();
            return taken == 1 && Math.Pow(choices, 1 - k) < ByChance;
        }
        var span = (places.Max() - places.Min()) / (1 - (2 * Margin));
        return span <= Widest && (k * Math.Pow(span, k - 1)) - ((k - 1) * Math.Pow(span, k)) < ByChance;
    }

    public static ParallelAxis OfScore(string name, Scale scale) =>
        new(name, scale, trial => Inside(scale.Position(trial.Mean!.Value)), false);

    /// <summary>Ticks with their places; those whose labels would touch the one before have none.</summary>
    public IReadOnlyList<PlacedTick> Ticks()
    {
        var ticks = new List<PlacedTick>();
        var free = double.NegativeInfinity;
        foreach (var tick in Scale.Ticks(IsChoice ? ((BandScale)Scale).Names.Count : 4))
        {
            var place = Inside(Scale.Position(tick.Value));
            if (double.IsNaN(place))
                continue;
            var width = IsChoice ? Math.Min(NarrowestName, TextWidth.Of(tick.Label)) : TextWidth.Of(tick.Label);
            var half = width * LabelSize / NarrowestPlot / 2;
            var touches = place - half < free;
            ticks.Add(new PlacedTick(place, touches ? "" : tick.Label));
            if (!touches && tick.Label.Length > 0)
                free = place + half + (0.5 / NarrowestPlot);
        }
        return ticks;
    }

    /// <summary>
    /// The ticks as texts below the axis in its row; a choice's name is cut where it has not the room, and left out where another is cut to
    /// the same: equal labels would lie.
    /// </summary>
    public IEnumerable<Label> Labels(int row)
    {
        var ticks = Ticks().Where(tick => tick.Label.Length > 0).ToList();
        var room = IsChoice ? (1 - (2 * Margin)) / ticks.Count : double.PositiveInfinity;
        var most = Math.Max(NarrowestName, (NarrowestPlot / ticks.Count / LabelSize) - 0.8);
        var taken = new HashSet<string>();
        foreach (var tick in ticks)
        {
            var cut = TextWidth.Cut(tick.Label, most);
            yield return new Label(new ChartPoint(tick.Pixel, row), tick.Label, Paint.Soft)
            {
                MoveY = 9.5, Size = LabelSize, Room = 0.95 * room, Short = taken.Add(cut) ? cut : "",
            };
        }
    }

    private static double Inside(double position) =>
        position is >= -1e-9 and <= 1 + 1e-9 ? Margin + ((1 - (2 * Margin)) * position) : double.NaN;
}
