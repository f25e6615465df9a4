namespace HpoRunner.Reports.Charts;

/// <summary>
/// A chart as data: what is plotted, on which scales, and what it shows in words. It knows nothing of SVG, pixels or themes; a
/// renderer turns it into a picture (<see cref="SvgRenderer"/> here; one that calls a charting library would take the same value).
/// </summary>
internal sealed record Chart
{
    /// <summary>The finding, as a sentence without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>What is plotted, with units.</summary>
    public required string Subtitle { get; init; }

    /// <summary>What a reader would see, in sentences, for those who cannot.</summary>
    public required string Description { get; init; }

    public string Footer { get; init; } = "";

    /// <summary>What is to be said of single marks, below the picture.</summary>
    public IReadOnlyList<ChartRemark> Remarks { get; init; } = [];

    /// <summary>The numbers behind the picture.</summary>
    public ChartTable Table { get; init; } = ChartTable.Empty;

    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    /// <summary>In the order of drawing.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    /// <summary>Names at the right end of lines; moved apart where they would touch.</summary>
    public IReadOnlyList<EndLabel> EndLabels { get; init; } = [];

    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>Names of the rows on which a reader may brush ranges of lines; empty where brushing makes no sense.</summary>
    public IReadOnlyList<string> Brushes { get; init; } = [];

    public ChartFormat Format { get; init; } = ChartFormat.Wide;

    /// <summary>Rows of a chart whose height follows from its content; zero otherwise.</summary>
    public int Rows { get; init; }
}

/// <summary>How much room a chart wants on a page.</summary>
internal enum ChartFormat
{
    Wide,

    /// <summary>As wide as a page, but low.</summary>
    Low,

    /// <summary>Three side by side.</summary>
    Small,

    /// <summary>As small, with both axes of the same weight.</summary>
    SmallSquare,
    Square,
}

/// <summary>A scale with its name; the grid belongs to the axis whose values are read off.</summary>
internal sealed record Axis(Scale Scale, string Label)
{
    public bool Grid { get; init; }

    /// <summary>Small lines at the ticks; names of rows do without.</summary>
    public bool TickMarks { get; init; } = true;
}

internal enum ChartEdge
{
    Bottom,
    Top,
    Left,
    Right,
}

/// <summary>
/// A strip along an edge for what has no place on the scale: diverged, failed, clipped. The positions are on the other axis; the
/// label stands beside it like a tick's, so the shape needs no legend; without a label the legend explains it.
/// </summary>
internal sealed record Lane(ChartEdge Edge, string Label, DotShape Shape, Paint Paint, IReadOnlyList<double> Positions)
{
    public IReadOnlyList<int> Numbers { get; init; } = [];

    public double Radius { get; init; } = 3.4;
}

/// <summary>A name of what is meant, and a sentence about it; without a name it is about the whole.</summary>
internal sealed record ChartRemark(string Name, string Text);

/// <summary>A text at the right of the plot, beside a value of the vertical axis.</summary>
internal sealed record EndLabel(double Value, string Text, Paint Paint)
{
    public bool Bold { get; init; } = true;

    /// <summary>The colour of what it names, where the text itself has another, drawn as a stroke before it.</summary>
    public Paint Line { get; init; } = Paint.None;
}

/// <summary>A word of explanation with the mark that it explains: a dot, a line or a box.</summary>
internal sealed record LegendEntry(string Text, Paint Paint, LegendShape Shape)
{
    public double Opacity { get; init; } = 1;

    public DotShape Mark { get; init; } = DotShape.Cross;
}

internal enum LegendShape
{
    Dot,
    Ring,
    Line,
    Dashed,
    Box,

    /// <summary>The entry's <see cref="LegendEntry.Mark"/>.</summary>
    Mark,
}
