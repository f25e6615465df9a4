using System.Text;
using Spectre.Console;

namespace HpoRunner.Terminal;

/// <summary>One line of a live screen: pieces with a style each. It is cut where the screen ends, so a line is a line.</summary>
internal sealed class ScreenLine
{
    private readonly List<(string Text, string? Style)> _pieces = [];

    public ScreenLine Add(string text, string? style = null)
    {
        _pieces.Add((TerminalText.Clean(text), style));
        return this;
    }

    /// <summary>As Spectre's markup, at most so many characters wide; the last one is an ellipsis where something was cut.</summary>
    public string ToMarkup(int width)
    {
        var markup = new StringBuilder();
        var left = width;
        foreach (var (text, style) in _pieces)
        {
            var shown = text.Length <= left ? text : string.Concat(text.AsSpan(0, Math.Max(0, left - 1)), "…");
            markup.Append(style is null ? Markup.Escape(shown) : $"[{style}]{Markup.Escape(shown)}[/]");
            left -= shown.Length;
            if (text.Length > shown.Length || left == 0)
                break;
        }
        return markup.ToString();
    }

    public override string ToString() => string.Concat(_pieces.Select(piece => piece.Text));
}
