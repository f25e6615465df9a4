using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// How colours are written: as literal values of a theme in saved files (converters do not read custom properties), or as class names
/// in a page, where <see cref="Rules"/> and <see cref="Properties"/> give them the colours of light, dark and print. A class is a letter
/// for what it colours (f fill, s stroke, t text) and the paint's number.
/// </summary>
internal sealed record SvgStyle(ChartTheme? Theme)
{
    public static SvgStyle Saved { get; } = new(ChartTheme.Light);

    public static SvgStyle Inline { get; } = new((ChartTheme?)null);

    /// <summary>Sets what the element just started is coloured with.</summary>
    public void Colour(HtmlWriter svg, Paint fill = Paint.None, Paint stroke = Paint.None, Paint text = Paint.None)
    {
        if (Theme is not null)
        {
            svg.Attribute("fill", text != Paint.None ? Theme.Text(text) : fill != Paint.None ? Theme.Mark(fill) : null);
            svg.Attribute("stroke", stroke != Paint.None ? Theme.Mark(stroke) : null);
            return;
        }
        var classes = new List<string>();
        if (text != Paint.None)
            classes.Add($"t{(int)text}");
        if (fill != Paint.None)
            classes.Add($"f{(int)fill}");
        if (stroke != Paint.None)
            classes.Add($"s{(int)stroke}");
        svg.Class(classes.Count > 0 ? string.Join(' ', classes) : null);
    }

    /// <summary>The classes of inlined charts, which take their colours from the page's custom properties.</summary>
    public static string Rules { get; } = string.Concat(ChartTheme.Light.Colours.Keys.Order().Select(paint =>
        $".f{(int)paint}{{fill:var(--m{(int)paint})}}.s{(int)paint}{{stroke:var(--m{(int)paint})}}"
        + $".t{(int)paint}{{fill:var(--x{(int)paint})}}"));

    /// <summary>A theme's colours as custom properties: m for marks, x for text.</summary>
    public static string Properties(ChartTheme theme) =>
        string.Concat(theme.Colours.Keys.Order()
            .Select(paint => $"--m{(int)paint}:{theme.Mark(paint)};--x{(int)paint}:{theme.Text(paint)};"));
}
