using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// One axis of <see cref="ParallelChart"/>: places from 0 to 1 across the page, with labels that keep apart on the narrowest page.
/// </summary>
/// <param name="Value">Where a trial's value stands on the scale, 0 to 1; NaN where it has no place, which interrupts its line.</param>
/// <param name="Unused">Trials that do not use the parameter, which stand by themselves at the left.</param>
internal sealed record ParallelAxis(
    string Name, Scale Scale, Func<ReportTrial, double> Value, bool IsChoice, IReadOnlySet<ReportTrial> Unused)
{
    public const double LabelSize = 0.82;

    /// <summary>Width of the plot on a phone, in units of its text.</summary>
    private const double NarrowestPlot = 19;

    /// <summary>To which a choice's name is cut on a phone, where many stand beside one another.</summary>
    private const double NarrowestName = 2.2;

    /// <summary>From one row of names to the next on a phone, where every second one stands lower.</summary>
    private const double NameRow = 11;

    /// <summary>Free on both sides, so that no label leaves the page.</summary>
    private const double Margin = 0.04;

    /// <summary>Free beside a phone's plot, as a share of it.</summary>
    private const double BesidePlot = 0.05;

    /// <summary>Where trials stand that do not use the parameter, and where its values begin then.</summary>
    private const double UnusedPlace = 0.06, AfterUnused = 0.24;

    private double Start => Unused.Count > 0 ? AfterUnused : Margin;

    private double Width => 1 - Margin - Start;

    /// <param name="trials">All that may be drawn.</param>
    public static ParallelAxis OfParameter(ReportParameter parameter, int index, IReadOnlyList<ReportTrial> trials)
    {
        var unused = trials.Where(trial => trial.Value(index) is null).ToHashSet();
        if (parameter.Kind != ReportParameterKind.Choice)
        {
            Scale range = parameter.Kind == ReportParameterKind.LogRange
                ? new LogScale(parameter.Low, parameter.High) : new LinearScale(parameter.Low, parameter.High) { Whole = parameter.Whole };
            return new ParallelAxis(
                parameter.Name, range, trial => ReportImportance.Coordinate(parameter, trial.Value(index)), false, unused);
        }
        var names = new BandScale(parameter.Choices.Select(choice => ValueText.Of(choice)).ToList());
        return new ParallelAxis(parameter.Name, names,
            trial => names.Position(ReportImportance.Coordinate(parameter, trial.Value(index)) + ParameterAxis.Jitter(trial.Number)), true,
            unused);
    }

    public static ParallelAxis OfScore(string name, Scale scale) =>
        new(name, scale, trial => scale.Position(trial.Mean!.Value), false, new HashSet<ReportTrial>());

    public double Place(ReportTrial trial) =>
        Unused.Contains(trial) ? UnusedPlace + (0.1 * ParameterAxis.Jitter(trial.Number)) : Inside(Value(trial));

    /// <summary>The axis across the page, from 0 to 1; broken before the values where trials stand beside them.</summary>
    public IEnumerable<(double From, double To)> Lines =>
        Unused.Count > 0 ? [(0, 2 * UnusedPlace), (AfterUnused - Margin, 1)] : [(0, 1)];

    /// <summary>
    /// Whether trials lie so close together that places drawn at random would do so in less than one of a hundred cases: for k trials that
    /// span r of a range, k·rᵏ⁻¹ − (k − 1)·rᵏ; for the same one of c choices, c¹⁻ᵏ.
    /// </summary>
    public bool Gathers(IReadOnlyList<ReportTrial> trials)
    {
        const double ByChance = 0.01;
        const double Widest = 0.5;
        var places = trials.Select(Value).ToList();
        if (places.Count < 2 || !places.TrueForAll(double.IsFinite))
            return false;
        var k = places.Count;
        if (Scale is BandScale { Names.Count: var choices })
        {
            var taken = places.Select(place => (int)(place * choices)).Distinct().Count();
            return taken == 1 && Math.Pow(choices, 1 - k) < ByChance;
        }
        var span = places.Max() - places.Min();
        return span <= Widest && (k * Math.Pow(span, k - 1)) - ((k - 1) * Math.Pow(span, k)) < ByChance;
    }

    /// <summary>Ticks with their places; those whose labels would touch the one before have none.</summary>
    public IReadOnlyList<PlacedTick> Ticks()
    {
        var ticks = new List<PlacedTick>();
        var free = double.NegativeInfinity;
        if (Unused.Count > 0)
            ticks.Add(new PlacedTick(UnusedPlace, ValueText.NotUsed));
        foreach (var tick in Scale.Ticks(IsChoice ? ((BandScale)Scale).Names.Count : 4))
        {
            var place = Inside(Scale.Position(tick.Value));
            if (double.IsNaN(place))
                continue;
            var width = IsChoice ? Math.Min(NarrowestName, TextWidth.Of(tick.Label)) : TextWidth.Of(tick.Label);
            // Names stand in two rows.
            var half = width * LabelSize / NarrowestPlot / (IsChoice ? 4 : 2);
            var touches = place - half < free;
            ticks.Add(new PlacedTick(place, touches ? "" : tick.Label));
            if (!touches && tick.Label.Length > 0)
                free = place + half + (0.5 / NarrowestPlot);
        }
        return ticks;
    }

    /// <summary>
    /// The ticks as texts below the axis in its row. Names of choices that have not the room beside one another stand in two rows.
    /// </summary>
    public IEnumerable<Label> Labels(int row)
    {
        var ticks = Ticks().Where(tick => tick.Label.Length > 0).ToList();
        var names = IsChoice ? ticks.Select(tick => tick.Label).ToList() : [];
        var room = Width / Math.Max(1, names.Count);
        // A name in the middle has the room of two; those at the ends have half of one, and the page's margin.
        var share = Math.Min(2 * room, room + (2 * (Margin + BesidePlot)));
        var cut = ShortNames.Of(names, Math.Max(NarrowestName, (share * NarrowestPlot / LabelSize) - 0.8));
        var widest = names.Select(name => TextWidth.Of(name)).DefaultIfEmpty(0).Max();
        return ticks.Select((tick, i) =>
        {
            var label = new Label(new ChartPoint(tick.Pixel, row), tick.Label, Paint.Soft) { MoveY = 9.5, Size = LabelSize };
            // All names move when the widest has to.
            return !IsChoice ? label : label with
            {
                Room = 0.95 * room * TextWidth.Of(tick.Label) / widest, Short = cut[i], ShortMoveY = i % 2 * NameRow,
            };
        });
    }

    private double Inside(double position) => position is >= -1e-9 and <= 1 + 1e-9 ? Start + (Width * position) : double.NaN;
}
