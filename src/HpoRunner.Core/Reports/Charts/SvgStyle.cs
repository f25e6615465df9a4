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

    /// <summary>Of all that the element just started draws; nothing is written for what hides everything below it.</summary>
    public static void Opacity(HtmlWriter svg, double opacity)
    {
        if (opacity < 1)
            svg.Attribute("opacity", opacity);
    }

    /// <summary>
    /// For the page's script: the trials of what the element just started draws, in its order, runs as "3-17". With data-n every part of
    /// the path is one, with data-l every path. Saved pictures do without.
    /// </summary>
    public void Trials(HtmlWriter svg, IReadOnlyList<int> numbers, IEnumerable<int> kept, string name = "data-n")
    {
        if (numbers.Count == 0 || Theme is not null)
            return;
        var runs = new List<(int From, int To)>();
        foreach (var number in kept.Select(i => numbers[i]))
        {
            if (runs.Count > 0 && runs[^1].To + 1 == number)
                runs[^1] = (runs[^1].From, number);
            else
                runs.Add((number, number));
        }
        svg.Attribute(name, string.Join(',', runs.Select(run => run.From == run.To ? $"{run.From}" : $"{run.From}-{run.To}")));
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
