namespace HpoRunner.Reports.Charts;

/// <summary>A place in the units of the chart's two scales.</summary>
internal readonly record struct ChartPoint(double X, double Y);

/// <summary>The shape of a dot; state is told by shape as well as colour.</summary>
internal enum DotShape
{
    Circle,
    Ring,
    Cross,
    Plus,
    Diamond,
    TriangleDown,
    TriangleUp,
    TriangleLeft,
    TriangleRight,
    Square,
}

/// <summary>
/// Something drawn on a chart, in the units of its scales. Sizes are in points of a chart whose text is 13 points tall and grow with
/// the text. Points that are not finite, or that their scale does not hold, are left out; a chart that has such says so in a lane.
/// </summary>
internal abstract record Mark;

/// <summary>Dots of one colour and shape. Numbers, when given, say which trial each dot is.</summary>
internal sealed record Dots(IReadOnlyList<ChartPoint> Points, Paint Paint) : Mark
{
    public DotShape Shape { get; init; } = DotShape.Circle;

    public double Radius { get; init; } = 3;

    public double Opacity { get; init; } = 1;

    public IReadOnlyList<int> Numbers { get; init; } = [];
}

/// <summary>
/// One line. A point that is not finite interrupts it. Step: horizontal first, then vertical. Number, when given, says whose it is.
/// </summary>
internal sealed record Line(IReadOnlyList<ChartPoint> Points, Paint Paint) : Mark
{
    public double Width { get; init; } = 1.75;

    public bool Dashed { get; init; }

    public bool Step { get; init; }

    public double Opacity { get; init; } = 1;

    public int? Number { get; init; }
}

/// <summary>
/// Many lines of one colour that cross: a path each. A point that is not finite interrupts its line. Numbers, when given, say which trial
/// each line is.
/// </summary>
internal sealed record Lines(IReadOnlyList<IReadOnlyList<ChartPoint>> Paths, Paint Paint) : Mark
{
    public double Width { get; init; } = 1;

    public double Opacity { get; init; } = 1;

    public IReadOnlyList<int> Numbers { get; init; } = [];
}

/// <summary>The area between two values at each x; where one of them is not finite there is a gap.</summary>
internal sealed record Band(IReadOnlyList<(double X, double Low, double High)> Points, Paint Paint) : Mark
{
    public double Opacity { get; init; } = 0.12;
}

/// <summary>Many short lines of one colour that do not cross: intervals, medians.</summary>
internal sealed record Segments(IReadOnlyList<(ChartPoint From, ChartPoint To)> Pairs, Paint Paint) : Mark
{
    public double Width { get; init; } = 1.5;
}

/// <summary>A line through the whole plot at one value, with a label at its end.</summary>
internal sealed record Rule(double Value, bool Vertical, Paint Paint) : Mark
{
    public bool Dashed { get; init; } = true;

    public string Label { get; init; } = "";
}

/// <summary>
/// Rectangles of one colour that do not overlap. Gap is left free on the right of each, in points. Numbers, when given, say which trial
/// each is.
/// </summary>
internal sealed record Boxes(IReadOnlyList<(ChartPoint From, ChartPoint To)> Corners, Paint Paint) : Mark
{
    public double Opacity { get; init; } = 1;

    public double Gap { get; init; }

    public IReadOnlyList<int> Numbers { get; init; } = [];
}

/// <summary>A text at a point, moved by points on the page.</summary>
internal sealed record Label(ChartPoint At, string Text, Paint Paint) : Mark
{
    /// <summary>What stands there instead where the text is wider than <see cref="Room"/>.</summary>
    public string Short { get; init; } = "";

    /// <summary>As a share of the plot's width.</summary>
    public double Room { get; init; } = double.PositiveInfinity;

    /// <summary>By how much further down <see cref="Short"/> stands.</summary>
    public double ShortMoveY { get; init; }

    public TextAnchor Anchor { get; init; } = TextAnchor.Middle;

    public double MoveX { get; init; }

    public double MoveY { get; init; }

    public bool Bold { get; init; }

    /// <summary>Size against the chart's text.</summary>
    public double Size { get; init; } = 1;

    /// <summary>Whether it is drawn over a rim of the surface's colour, so that it reads on lines.</summary>
    public bool Halo { get; init; } = true;
}

internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
