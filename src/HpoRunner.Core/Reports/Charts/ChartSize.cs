namespace HpoRunner.Reports.Charts;

/// <summary>
/// How large a chart is drawn, in pixels. Everything scales with the size of its text. Titled charts carry title, subtitle and
/// footer within them; the others leave those to the page around them.
/// </summary>
internal sealed record ChartSize(double Width, double Height, double FontSize, bool Titled)
{
    /// <summary>The saved picture.</summary>
    public static ChartSize Saved { get; } = new(1600, 900, 23, true);

    /// <summary>For a page on a desk.</summary>
    public static ChartSize Desk(Chart chart) => chart.Format switch
    {
        ChartFormat.Small => new(330, 250, 12, false),
        ChartFormat.SmallSquare => new(330, 310, 12, false),
        ChartFormat.Square => new(560, 520, 13, false),
        ChartFormat.Low => new(1032, 260, 13, false),
        _ => new(1032, chart.Rows > 0 ? HeightOf(chart.Rows, 24, 13) : 430, 13, false),
    };

    /// <summary>For a phone.</summary>
    public static ChartSize Phone(Chart chart) => chart.Format switch
    {
        ChartFormat.Small or ChartFormat.SmallSquare => Desk(chart),
        ChartFormat.Square => new(340, 340, 11, false),
        ChartFormat.Low => new(340, 220, 12, false),
        _ => new(340, chart.Rows > 0 ? HeightOf(chart.Rows, 22, 12) : 320, 12, false),
    };

    private static double HeightOf(int rows, double row, double font) => Math.Clamp(rows, 1, 60) * row + (font * 6);
}
