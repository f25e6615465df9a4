using System.Text;

namespace HpoRunner.Terminal;

/// <summary>
/// A plain table: columns as wide as their longest cell, numbers to the right, no frame, so that it pipes and pastes well.
/// </summary>
internal sealed class TextTable(params TextTable.Column[] columns)
{
    private const string Gap = "  ";

    /// <summary>A width below it is one that nobody has told.</summary>
    private const int NarrowestTerminal = 20;

    private readonly List<string[]> _rows = [];

    public readonly record struct Column(string Title, bool IsNumber = false);

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(TerminalText.Clean)]);

    /// <summary>
    /// Of the columns as many as the terminal has room for, and a line that names the others; a file or a pipe takes all.
    /// </summary>
    /// <param name="elsewhere">Where those are told.</param>
    public void Print(string elsewhere)
    {
        var width = Console.IsOutputRedirected || Console.WindowWidth < NarrowestTerminal ? int.MaxValue : Console.WindowWidth;
        var left = Write(Console.Out, width);
        if (left.Count > 0)
            Console.Out.WriteLine($"no room for {string.Join(", ", left.Select(TerminalText.Clean))}: {elsewhere}");
    }

    /// <summary>Whole lines: of the columns as many as fit.</summary>
    /// <returns>The titles of those that do not.</returns>
    public IReadOnlyList<string> Write(TextWriter writer, int width = int.MaxValue)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Title.Length).Max()).ToArray();
        var fitting = Enumerable.Range(1, columns.Length)
            .LastOrDefault(count => widths.Take(count).Sum() + (Gap.Length * (count - 1)) <= width, 1);
        writer.WriteLine(Line([.. columns.Select(column => column.Title)], widths, fitting));
        foreach (var row in _rows)
            writer.WriteLine(Line(row, widths, fitting));
        return [.. columns.Skip(fitting).Select(column => column.Title)];
    }

    private string Line(string[] cells, int[] widths, int count)
    {
        var line = new StringBuilder();
        for (var i = 0; i < count; i++)
            line.Append(i > 0 ? Gap : "").Append(columns[i].IsNumber ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        return line.ToString().TrimEnd();
    }
}
