namespace HpoRunner.Reports.Charts;

/// <summary>A tick with its place on the page.</summary>
internal sealed record PlacedTick(double Pixel, string Label);

/// <summary>
/// Where everything of a chart lies on a page of a given size: margins as wide as the labels in them, ticks about one per 80 pixels
/// across and 40 up (at 13-pixel text), fewer where their labels would touch. Pixels from the top left.
/// </summary>
internal sealed class ChartLayout
{
    /// <summary>System fonts are up to a seventh wider than the width table.</summary>
    private const double Wider = 1.14;

    /// <summary>Names at the ends of lines take at most this share of the room for plot and names; longer ones have two lines.</summary>
    private const double MostEndText = 0.4;

    /// <summary>A bar in its row is as thick as if the row were at most so high: bars in two rows of a tall page would be fists.</summary>
    private const double MostRow = 8;

    /// <summary>Rows from this height on have larger dots, up to twice the size.</summary>
    private const double RoomyRow = 3;

    private readonly Chart _chart;
    private readonly double _em;

    public ChartLayout(Chart chart, ChartSize size)
    {
        (_chart, Size, _em) = (chart, size, size.FontSize);
        var pad = size.Titled ? 1.9 * _em : 0;
        PageLeft = pad;
        var inner = size.Width - (2 * pad);
        var top = pad;
        if (size.Titled)
        {
            TitleLines = TextWidth.Wrap(chart.Title, inner / (_em * TitleSize), bold: true, mostLines: 2);
            SubtitleLines = TextWidth.Wrap(chart.Subtitle, inner / _em, mostLines: 2);
            top += (TitleLines.Count * 1.25 * TitleSize * _em) + (SubtitleLines.Count * 1.35 * _em) + (0.8 * _em);
        }
        LegendTop = top;
        LegendRows = Charts.LegendRows.Of(chart.Legend, pad, inner, _em, this);
        top += LegendRows.Count * 1.6 * _em;
        LabelRow = top + (1.1 * _em);
        var below = (size.Titled ? 3.9 : 0.3) + (chart.X.Label.Length > 0 ? 2.9 : 1.5);
        Weight = WeightOf(size.Height - top - (below * _em));
        var labelled = chart.Y.Label.Length > 0 || chart.Marks.Any(mark => mark is Rule { Vertical: true, Label.Length: > 0 });
        Top = top + (labelled ? 1.8 : 0.5) * _em + LanesHeight(ChartEdge.Top);
        Bottom = size.Height - (below * _em) - LanesHeight(ChartEdge.Bottom);
        if (chart.Y.Scale is BandScale { Names.Count: 0 })
        {
            // Lanes alone stand in the middle of a tall page.
            Top = size.Titled ? (Top + Bottom) / 2 : Top;
            Bottom = Top;
        }
        Bottom = Math.Max(Bottom, Top + (2 * _em));
        YTicks = PlaceVertical();
        var leftText = YTicks.Select(tick => Width(tick.Label)).Concat(LabelsOf(ChartEdge.Top, ChartEdge.Bottom)).DefaultIfEmpty(0).Max();
        Left = pad + leftText + (0.75 * _em) + Lanes(ChartEdge.Left).Sum(LaneWidth);
        var endRoom = (MostEndText * (size.Width - pad - Left)) - EndGap;
        EndLines = [.. chart.EndLabels.Select(label => Lines(label, endRoom))];
        var endText = EndLines.SelectMany(lines => lines).Select(line => Width(line, bold: true) + EndGap).DefaultIfEmpty(0).Max();
        Right = size.Width - pad - Math.Max(endText, 0.9 * _em) - Lanes(ChartEdge.Right).Sum(LaneWidth);
        Right = Math.Max(Right, Left + (4 * _em));
        XTicks = PlaceHorizontal();
        if (endText == 0 && XTicks.Count > 0 && XTicks[^1] is var last && last.Label.Length > 0)
        {
            var over = last.Pixel + (Width(last.Label) / 2) - (size.Width - pad);
            if (over > 0)
            {
                Right -= over;
                XTicks = PlaceHorizontal();
            }
        }
    }

    public const double TitleSize = 1.5;

    public ChartSize Size { get; }

    public double PageLeft { get; }

    public IReadOnlyList<string> TitleLines { get; } = [];

    public IReadOnlyList<string> SubtitleLines { get; } = [];

    /// <summary>The plot's borders.</summary>
    public double Left { get; }

    public double Top { get; }

    public double Right { get; }

    public double Bottom { get; }

    /// <summary>The names at the ends of lines, each in one or two lines.</summary>
    public IReadOnlyList<IReadOnlyList<string>> EndLines { get; }

    /// <summary>Where the names at the ends of lines begin, with the gap before them: right of the lanes.</summary>
    public double EndLeft => Right + Lanes(ChartEdge.Right).Sum(LaneWidth);

    /// <summary>Baseline of the vertical axis' label.</summary>
    public double LabelRow { get; }

    public double LegendTop { get; }

    /// <summary>Each row's entries with the pixel at which they start.</summary>
    public IReadOnlyList<IReadOnlyList<(double Pixel, LegendEntry Entry)>> LegendRows { get; }

    public IReadOnlyList<PlacedTick> XTicks { get; }

    public IReadOnlyList<PlacedTick> YTicks { get; }

    /// <summary>How many times larger dots are drawn than they say: rows with much room have larger ones.</summary>
    public double Weight { get; } = 1;

    private double LaneHeight => 1.35 * Weight * _em;

    private double LaneGap => 0.45 * _em;

    public double X(double value) => Left + (_chart.X.Scale.Position(value) * (Right - Left));

    /// <summary>Rows go down the page, numbers up.</summary>
    public double Y(double value)
    {
        if (_chart.Y.Scale is not BandScale rows)
            return Bottom - (_chart.Y.Scale.Position(value) * (Bottom - Top));
        var middle = _chart.Rows > 0 ? Math.Round(value) : value;
        var row = Math.Min(MostRow * _em, (Bottom - Top) / rows.Names.Count);
        return Top + (rows.Position(middle) * (Bottom - Top)) + ((value - middle) * row);
    }

    /// <summary>The text, cut so that it is at most so many pixels wide.</summary>
    public string Cut(string text, double pixels) => TextWidth.Cut(text, pixels / Unit);

    public double Width(string text, bool bold = false) => TextWidth.Of(text, bold) * Unit;

    /// <summary>The middle of a lane: of the first one next to the plot, the next further out.</summary>
    public double LanePixel(Lane lane)
    {
        var lanes = Lanes(lane.Edge);
        var index = lanes.FindIndex(other => other.Label == lane.Label && (lane.Label.Length > 0 || other.Shape == lane.Shape));
        var widths = lanes.Take(index).Sum(LaneWidth) + (LaneWidth(lane) / 2);
        return lane.Edge switch
        {
            ChartEdge.Bottom => Bottom + LaneGap + ((index + 0.5) * LaneHeight),
            ChartEdge.Top => Top - LaneGap - ((index + 0.5) * LaneHeight),
            ChartEdge.Left => Left - widths,
            _ => Right + widths,
        };
    }

    /// <summary>The baseline of horizontal axes' ticks: below the lanes.</summary>
    public double AxisBottom => Bottom + LanesHeight(ChartEdge.Bottom);

    /// <summary>Where the end labels stand so that none touches another, in the order given. Rows have their places already.</summary>
    public IReadOnlyList<double> EndLabelPixels()
    {
        var line = _chart.Y.Scale is BandScale ? 0 : 1.25 * _em;
        return ApartPlaces.Of([.. _chart.EndLabels.Select((label, i) => (Y(label.Value), EndLines[i].Count * line))], Top, Bottom);
    }

    /// <summary>Pixels of a width of 1 of <see cref="TextWidth"/>.</summary>
    private double Unit => _em * (Size.Titled ? 1.02 : Wider);

    /// <summary>Between the plot and the names at the ends of its lines, and beyond these.</summary>
    private double EndGap => 1.3 * _em;

    /// <summary>A row has no room for a second line.</summary>
    private IReadOnlyList<string> Lines(EndLabel label, double room) => Width(label.Text, bold: true) <= room ? [label.Text]
        : TextWidth.Wrap(label.Text, room / Unit, bold: true, mostLines: _chart.Y.Scale is BandScale ? 1 : 2);

    private double WeightOf(double height) =>
        _chart.Y.Scale is not BandScale rows ? 1
        : rows.Names.Count == 0 ? (Size.Titled ? 2 : 1)
        : _chart.Rows == 0 ? 1 : Math.Clamp(height / rows.Names.Count / (RoomyRow * _em), 1, 2);

    private double LanesHeight(ChartEdge edge) => Lanes(edge).Count is var count and > 0 ? (count * LaneHeight) + LaneGap : 0;

    /// <summary>Lanes of the same name share a strip: those that differ in colour alone.</summary>
    private List<Lane> Lanes(ChartEdge edge) =>
        _chart.Lanes.Where(lane => lane.Edge == edge).DistinctBy(lane => (lane.Label, lane.Label.Length > 0 ? DotShape.Circle : lane.Shape))
        .ToList();

    private double LaneWidth(Lane lane) => Math.Max(1.2 * _em, Width(lane.Label))
        + (lane.Label.Length == 0 ? 0.3 : lane.Edge == ChartEdge.Left ? 2 : 0.8) * _em;

    private IEnumerable<double> LabelsOf(params ChartEdge[] edges) =>
        _chart.Lanes.Where(lane => edges.Contains(lane.Edge)).Select(lane => Width(lane.Label));

    private List<PlacedTick> PlaceVertical()
    {
        var count = Math.Max(2, (int)Math.Round((Bottom - Top) / (40 * _em / 13)));
        if (_chart.Y.Scale is BandScale)
            count = Math.Max(1, (int)((Bottom - Top) / (1.1 * _em)));
        return _chart.Y.Scale.Ticks(count).Select(tick => new PlacedTick(Y(tick.Value), tick.Label)).ToList();
    }

    /// <summary>Ticks with labels that stay apart: fewer are asked for until they do, and what still touches loses its label.</summary>
    private List<PlacedTick> PlaceHorizontal()
    {
        var most = _chart.X.Scale is BandScale band ? band.Names.Count : Math.Max(2, (int)Math.Round((Right - Left) / (80 * _em / 13)));
        // Powers of ten are short: begin with more of them.
        if (_chart.X.Scale is LogScale)
            most = most * 3 / 2;
        for (var count = Math.Max(1, most); ; count--)
        {
            var ticks = _chart.X.Scale.Ticks(count).Select(tick => new PlacedTick(X(tick.Value), tick.Label)).ToList();
            var (free, end) = BetweenLaneLabels();
            var touching = false;
            for (var i = 0; i < ticks.Count; i++)
            {
                if (ticks[i].Label.Length == 0)
                    continue;
                var half = Width(ticks[i].Label) / 2;
                if (ticks[i].Pixel - half < free || ticks[i].Pixel + half > end)
                {
                    // Beside the name of a lane fewer ticks would not help.
                    touching |= ticks[i].Pixel + half <= end && ticks.Take(i).Any(tick => tick.Label.Length > 0);
                    ticks[i] = ticks[i] with { Label = "" };
                    continue;
                }
                free = ticks[i].Pixel + half + (0.7 * _em);
            }
            if (!touching || count <= 2)
                return ticks;
        }
    }

    /// <summary>Names of lanes on the left and right stand in the row of the ticks.</summary>
    private (double Free, double End) BetweenLaneLabels()
    {
        double Half(Lane lane) => (Width(lane.Label) / 2) + (0.7 * _em);
        return (
            Lanes(ChartEdge.Left).Select(lane => LanePixel(lane) + Half(lane)).DefaultIfEmpty(double.NegativeInfinity).Max(),
            Lanes(ChartEdge.Right).Select(lane => LanePixel(lane) - Half(lane)).DefaultIfEmpty(double.PositiveInfinity).Min());
    }
}
