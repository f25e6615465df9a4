using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HpoRunner.Reports.Page;

/// <summary>
/// The one place where text becomes markup, for HTML and SVG alike. Whatever comes from outside goes through <see cref="Text"/> or
/// an attribute's value and is encoded: &amp; &lt; &gt; and both quotes as references, characters that XML forbids as �. Elements are
/// closed by name and must match. <see cref="Trusted"/> takes what this program made itself.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>A number of pixels needs at most so many letters: the largest double has 309 digits.</summary>
    public const int LongestPixels = 320;

    /// <summary>What stands in markup, and in a script's text, as it is; there are others.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly Stack<string> _open = new();
    private bool _inTag;

    /// <summary>Starts an element; attributes may follow until anything else is written.</summary>
    public HtmlWriter Start(string name)
    {
        CloseTag();
        output.Write('<');
        output.Write(name);
        _open.Push(name);
        _inTag = true;
        return this;
    }

    /// <summary>An element without content and without an end tag: meta, input, br.</summary>
    public HtmlWriter Void(string name, params (string Name, string Value)[] attributes)
    {
        Start(name);
        foreach (var (attribute, value) in attributes)
            Attribute(attribute, value);
        CloseTag();
        _open.Pop();
        return this;
    }

    /// <summary>An attribute of the element just started; left out when the value is null.</summary>
    public HtmlWriter Attribute(string name, string? value)
    {
        if (!_inTag)
            throw new InvalidOperationException($"The attribute {name} comes after the start tag has ended");
        if (value is null)
            return this;
        output.Write(' ');
        output.Write(name);
        output.Write("=\"");
        Encode(value);
        output.Write('"');
        return this;
    }

    public HtmlWriter Attribute(string name, double value) => Attribute(name, Pixels(value));

    public HtmlWriter Class(string? names) => Attribute("class", names);

    public HtmlWriter Text(string text)
    {
        CloseTag();
        Encode(text);
        return this;
    }

    /// <summary>A whole element with a text in it.</summary>
    public HtmlWriter Element(string name, string text, string? classes = null, string? id = null) =>
        Start(name).Attribute("id", id).Class(classes).Text(text).End(name);

    /// <summary>An element without content, closed in itself as XML allows: for SVG.</summary>
    public HtmlWriter EndEmpty()
    {
        output.Write("/>");
        _inTag = false;
        _open.Pop();
        return this;
    }

    public HtmlWriter End(string name)
    {
        CloseTag();
        var open = _open.Pop();
        if (open != name)
            throw new InvalidOperationException($"</{name}> would close <{open}>");
        output.Write("</");
        output.Write(name);
        output.Write('>');
        return this;
    }

    /// <summary>A line break in the source, to keep it readable.</summary>
    public HtmlWriter NewLine()
    {
        CloseTag();
        output.Write('\n');
        return this;
    }

    /// <summary>Markup, styles or script that this program wrote itself, as it is.</summary>
    public HtmlWriter Trusted(string markup)
    {
        CloseTag();
        output.Write(markup);
        return this;
    }

    /// <summary>A length with at most two decimals, the same in every culture; SVG takes a plain hyphen as its minus.</summary>
    public static string Pixels(double value)
    {
        Span<char> text = stackalloc char[LongestPixels];
        return text[..Pixels(value, text)].ToString();
    }

    /// <summary>Writes them into a text with room for <see cref="LongestPixels"/>; returns how many letters that took.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Pixels(double value, Span<char> text)
    {
        // A page has half a million of them: as a whole number of hundredths they take a tenth of the time of a format with two decimals.
        var hundredths = Math.Round(value * 100);
        if (!(Math.Abs(hundredths) < int.MaxValue))
        {
            Math.Round(value, 2).TryFormat(text, out var length, "0.##", CultureInfo.InvariantCulture);
            return length;
        }
        var rest = (int)hundredths;
        var end = 0;
        if (rest < 0)
        {
            text[end++] = '-';
            rest = -rest;
        }
        (rest / 100).TryFormat(text[end..], out var digits, default, CultureInfo.InvariantCulture);
        end += digits;
        rest %= 100;
        if (rest == 0)
            return end;
        text[end++] = '.';
        text[end++] = (char)('0' + (rest / 10));
        if (rest % 10 != 0)
            text[end++] = (char)('0' + (rest % 10));
        return end;
    }

    private void CloseTag()
    {
        if (!_inTag)
            return;
        output.Write('>');
        _inTag = false;
    }

    /// <summary>
    /// A text as a JSON string that may stand within a script element: nothing in it can end the element, and what markup forbids is
    /// replaced as in markup.
    /// </summary>
    public static string JsonText(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return $"\"{text}\"";
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => json.Append('\\').Append((char)rune.Value),
                '\n' => json.Append("\\n"),
                '\t' => json.Append("\\t"),
                '<' => json.Append("\\u003c"),
                _ => json.Append(Allowed(rune)),
            };
        }
        return json.Append('"').ToString();
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            output.Write(plain < 0 ? text : text[..plain]);
            if (plain < 0)
                return;
            Rune.DecodeFromUtf16(text[plain..], out var rune, out var length);
            Encode(rune);
            text = text[(plain + length)..];
        }
    }

    private void Encode(Rune rune)
    {
        switch (rune.Value)
        {
            case '&': output.Write("&amp;"); break;
            case '<': output.Write("&lt;"); break;
            case '>': output.Write("&gt;"); break;
            case '"': output.Write("&quot;"); break;
            case '\'': output.Write("&#39;"); break;
            default: Write(Allowed(rune)); break;
        }
    }

    /// <summary>
    /// The character, or � for those that XML forbids and for marks that turn the direction of what follows, which could make a name read
    /// as something else.
    /// </summary>
    private static Rune Allowed(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => rune,
        < 0x20 or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff => Rune.ReplacementChar,
        (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) => Rune.ReplacementChar,
        _ => rune,
    };

    private void Write(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        output.Write(units[..rune.EncodeToUtf16(units)]);
    }
}
