namespace HpoRunner.Reports.Charts;

/// <summary>A legend's entries in as many rows as they need.</summary>
internal static class LegendRows
{
    /// <summary>For the mark before each text and the gap behind it, in units of the text's size.</summary>
    private const double AroundText = 3.2;

    /// <returns>Each row's entries with the pixel at which they start; a text wider than the room is cut.</returns>
    public static IReadOnlyList<IReadOnlyList<(double Pixel, LegendEntry Entry)>> Of(
        IReadOnlyList<LegendEntry> legend, double left, double room, double em, ChartLayout layout)
    {
        var rows = new List<IReadOnlyList<(double, LegendEntry)>>();
        var row = new List<(double, LegendEntry)>();
        var pixel = left;
        foreach (var entry in legend)
        {
            var shown = entry with { Text = layout.Cut(entry.Text, room - (AroundText * em)) };
            var width = layout.Width(shown.Text) + (AroundText * em);
            if (row.Count > 0 && pixel + width > left + room)
            {
                rows.Add(row);
                (row, pixel) = ([], left);
            }
            row.Add((pixel, shown));
            pixel += width;
        }
        if (row.Count > 0)
            rows.Add(row);
        return rows;
    }
}
