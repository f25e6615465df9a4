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
        var edge = layout.LanePixel(lane);
        var drawn = new Drawn(lane.Positions.Count);
        for (var i = 0; i < lane.Positions.Count; i++)
        {
            var pixel = across ? new Pixel(layout.X(lane.Positions[i]), edge) : new Pixel(edge, layout.Y(lane.Positions[i]));
            if (double.IsFinite(pixel.X) && double.IsFinite(pixel.Y))
                drawn.Add(pixel, i);
        }
        DrawShape(drawn, lane.Shape, lane.Radius, lane.Paint, 1, lane.Numbers);
    }

    public void Draw(Dots dots)
    {
        var drawn = new Drawn(dots.Points.Count);
        for (var i = 0; i < dots.Points.Count; i++)
        {
            var point = dots.Points[i];
            var pixel = new Pixel(layout.X(point.X), layout.Y(point.Y));
            if (Inside(pixel))
                drawn.Add(pixel, i);
        }
        DrawShape(drawn, dots.Shape, dots.Radius, dots.Paint, dots.Opacity, dots.Numbers);
    }

    private void DrawShape(Drawn drawn, DotShape shape, double radius, Paint paint, double opacity, IReadOnlyList<int> numbers)
    {
        var pixels = drawn.Pixels;
        if (pixels.Length == 0)
            return;
        var round = shape is DotShape.Circle or DotShape.Ring;
        var stroked = round || shape is DotShape.Cross or DotShape.Plus;
        var path = round ? SvgPaths.Dots(pixels) : SvgPaths.Shapes(pixels, shape, radius * _unit);
        // Tells who makes pictures of saved charts that this is worth a way of its own.
        var mark = style.Theme is not null && round && pixels.Length > ManyDots ? "dots" : null;
        svg.Start("path").Attribute("data-mark", mark).Attribute("d", path);
        style.Colour(svg, fill: stroked ? Paint.None : paint, stroke: stroked ? paint : Paint.None);
        if (stroked)
            svg.Attribute("stroke-width", round ? 2 * radius * _unit : 1.5 * _unit);
        SvgStyle.Opacity(svg, opacity);
        style.Trials(svg, numbers, drawn.Kept);
        svg.EndEmpty().NewLine();
        if (shape != DotShape.Ring)
            return;
        svg.Start("path").Attribute("d", path);
        style.Colour(svg, stroke: Paint.Surface);
        svg.Attribute("stroke-width", 2 * (radius - 1.5) * _unit).EndEmpty().NewLine();
    }

    private bool Inside(Pixel pixel) =>
        pixel.X >= layout.Left - 0.5 && pixel.X <= layout.Right + 0.5 && pixel.Y >= layout.Top - 0.5 && pixel.Y <= layout.Bottom + 0.5;

    /// <summary>Where dots are, in pixels, and which of all those given they are.</summary>
    private sealed class Drawn(int most)
    {
        private readonly Pixel[] _pixels = new Pixel[most];
        private readonly int[] _indices = new int[most];
        private int _count;

        public ReadOnlySpan<Pixel> Pixels => _pixels.AsSpan(0, _count);

        public IEnumerable<int> Kept => _indices.Take(_count);

        public void Add(Pixel pixel, int index) => (_pixels[_count], _indices[_count++]) = (pixel, index);
    }
}
