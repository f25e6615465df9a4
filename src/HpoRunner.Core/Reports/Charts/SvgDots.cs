using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// Draws dots and the lanes of dots along an edge: those of one colour are one path in a page. Where rows have much room, dots grow.
/// </summary>
internal sealed class SvgDots(HtmlWriter svg, ChartLayout layout, SvgStyle style)
{
    private const int ManyDots = 100;

    private readonly double _unit = layout.Weight * layout.Size.FontSize / 13;

    public void Draw(Lane lane)
    {
        var across = lane.Edge is ChartEdge.Bottom or ChartEdge.Top;
        var fixedPixel = layout.LanePixel(lane);
        var kept = Enumerable.Range(0, lane.Positions.Count)
            .Select(i => (Pixel: across ? (X: layout.X(lane.Positions[i]), Y: fixedPixel) : (X: fixedPixel, Y: layout.Y(lane.Positions[i])),
                Index: i))
            .Where(item => double.IsFinite(item.Pixel.X) && double.IsFinite(item.Pixel.Y)).ToList();
        DrawShape(kept.Select(item => item.Pixel).ToList(), lane.Shape, lane.Radius, lane.Paint, 1, lane.Numbers,
            kept.Select(item => item.Index));
    }

    public void Draw(Dots dots)
    {
        var kept = Enumerable.Range(0, dots.Points.Count)
            .Select(i => (Pixel: (X: layout.X(dots.Points[i].X), Y: layout.Y(dots.Points[i].Y)), Index: i))
            .Where(item => Inside(item.Pixel)).ToList();
        DrawShape(kept.Select(item => item.Pixel).ToList(), dots.Shape, dots.Radius, dots.Paint, dots.Opacity, dots.Numbers,
            kept.Select(item => item.Index));
    }

    private void DrawShape(IReadOnlyList<(double X, double Y)> pixels, DotShape shape, double radius, Paint paint, double opacity,
        IReadOnlyList<int> numbers, IEnumerable<int> kept)
    {
        if (pixels.Count == 0)
            return;
        if (shape == DotShape.Circle && pixels.Count > ManyDots && style.Theme is not null)
        {
            DrawCloud(pixels, 2 * radius * _unit, paint, opacity);
            return;
        }
        var round = shape is DotShape.Circle or DotShape.Ring;
        var stroked = round || shape is DotShape.Cross or DotShape.Plus;
        var path = round ? SvgPaths.Dots(pixels) : SvgPaths.Shapes(pixels, shape, radius * _unit);
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, fill: stroked ? Paint.None : paint, stroke: stroked ? paint : Paint.None);
        if (stroked)
            svg.Attribute("stroke-width", round ? 2 * radius * _unit : 1.5 * _unit);
        SvgStyle.Opacity(svg, opacity);
        style.Trials(svg, numbers, kept);
        svg.EndEmpty().NewLine();
        if (shape != DotShape.Ring)
            return;
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, stroke: Paint.Surface);
        svg.Attribute("stroke-width", 2 * (radius - 1.5) * _unit).EndEmpty().NewLine();
    }

    /// <summary>
    /// Many dots of a saved picture, in a path for each strip from top to bottom: rasterizers follow all edges of a path that stand side by
    /// side, and take half as long again for ten thousand dots in one.
    /// </summary>
    private void DrawCloud(IReadOnlyList<(double X, double Y)> pixels, double width, Paint paint, double opacity)
    {
        svg.Start("g");
        style.Colour(svg, stroke: paint);
        svg.Attribute("stroke-width", width);
        SvgStyle.Opacity(svg, opacity);
        svg.NewLine();
        foreach (var path in SvgPaths.Strips(pixels, 1 + (pixels.Count / ManyDots), layout.Top, layout.Bottom))
            svg.Start("path").Attribute("d", path).EndEmpty().NewLine();
        svg.End("g").NewLine();
    }

    private bool Inside((double X, double Y) pixel) =>
        pixel.X >= layout.Left - 0.5 && pixel.X <= layout.Right + 0.5 && pixel.Y >= layout.Top - 0.5 && pixel.Y <= layout.Bottom + 0.5;
}
