using System.Globalization;

namespace HpoRunner.Reports.Charts;

/// <summary>
/// How wide a text is, in units of its font size, without asking a font: a layout must be the same on every machine. The table holds
/// rough advance widths of a plain sans-serif; bold is 7 % wider. Wide scripts count as a full em. Good to some 5 % for Helvetica's
/// kin; callers leave room for wider system fonts.
/// </summary>
internal static class TextWidth
{
    private const string Narrow = "ijl|'.,:;!It()[]{}f r-/\\\u00a0·";

    public static double Of(string text, bool bold = false)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune.Value);
        return bold ? width * 1.07 : width;
    }

    /// <summary>The text, or as much of it as fits with an ellipsis.</summary>
    public static string Cut(string text, double most)
    {
        if (Of(text) <= most)
            return text;
        var elements = StringInfo.ParseCombiningCharacters(text);
        for (var kept = elements.Length - 1; kept > 0; kept--)
        {
            var shorter = string.Concat(text.AsSpan(0, elements[kept]).TrimEnd(), "…");
            if (Of(shorter) <= most)
                return shorter;
        }
        return "…";
    }

    /// <summary>
    /// The text in lines of at most the given width, broken at spaces; a single long word is cut, as is what needs too many lines.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double most, bool bold = false, int mostLines = 20)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Of(longer, bold) > most)
            {
                lines.Add(line);
                longer = word;
            }
            line = Of(longer, bold) > most ? Cut(longer, most / (bold ? 1.07 : 1)) : longer;
        }
        if (line.Length > 0)
            lines.Add(line);
        if (lines.Count <= mostLines)
            return lines;
        return [.. lines.Take(mostLines - 1), Cut(string.Join(' ', lines.Skip(mostLines - 1)), most / (bold ? 1.07 : 1))];
    }

    private static double Of(int rune) => rune switch
    {
        >= '0' and <= '9' => 0.556,
        < 128 when Narrow.Contains((char)rune) => 0.3,
        'm' or 'M' or 'W' or '%' => 0.85,
        'w' => 0.72,
        >= 'A' and <= 'Z' => 0.68,
        '…' => 1,
        '\u202f' => 0.2,
        'ˉ' or '\u00a0' or '·' => 0.3,
        >= '⁰' and <= '⁻' or '²' or '³' or '¹' => 0.37,
        '−' or '+' or '×' or '=' or '<' or '>' or '±' => 0.584,
        '→' or '↑' => 1,
        >= 0x300 and < 0x370 => 0,
        >= 0x1100 => rune is >= 0x2000 and < 0x2e80 ? 0.6 : 1,
        _ => 0.54,
    };
}
