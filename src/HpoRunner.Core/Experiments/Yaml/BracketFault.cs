namespace HpoRunner.Experiments.Yaml;

/// <summary>
/// Where brackets do not match in a text that is no YAML. The parser complains at the end of the file or at the line after; what helps is
/// the place where the bracket opens.
/// </summary>
internal static class BracketFault
{
    /// <summary>
    /// The innermost bracket that is never closed, or closed by another's partner; null when brackets match or a quote stays open.
    /// </summary>
    public static (Place Place, string Message)? Find(string text)
    {
        var open = new Stack<(char Bracket, Place Place)>();
        var quote = '\0';
        var line = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            // Whether a value, a key or an item may begin here; elsewhere brackets and quotes outside of brackets belong to a plain text.
            var begins = true;
            for (var i = 0; i < row.Length; i++)
            {
                var c = row[i];
                if (quote != '\0')
                {
                    if (c == '\\' && quote == '"')
                        i++;
                    else if (c == quote)
                        quote = '\0';
                    continue;
                }
                if (c == '#' && (i == 0 || row[i - 1] == ' '))
                    break;
                var place = new Place(line, i + 1);
                if (c is '"' or '\'' && begins)
                    quote = c;
                else if (c is '[' or '{' && (begins || open.Count > 0))
                    open.Push((c, place));
                else if (c is ']' or '}' && open.Count > 0 && Closer(open.Peek().Bracket) != c)
                    return (open.Peek().Place,
                        $"the {open.Peek().Bracket} that opens here meets a {c} on line {line}, column {i + 1}, "
                        + $"before its {Closer(open.Peek().Bracket)}");
                else if (c is ']' or '}' && !open.TryPop(out _) && begins)
                    return (place, $"a {c} that nothing opens");
                begins = c == ' ' ? begins : c is '[' or '{' or ']' or '}' or ',' or ':' or '-' or '?';
            }
        }
        return quote == '\0' && open.TryPeek(out var last)
            ? (last.Place, $"the {last.Bracket} that opens here is never closed; its {Closer(last.Bracket)} is missing")
            : null;
    }

    /// <summary>Whether a quote stands there.</summary>
    public static bool IsQuote(string text, Place place) =>
        text.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(place.Line - 1)?.ElementAtOrDefault(place.Column - 1) is '"' or '\'';

    private static char Closer(char bracket) => bracket == '[' ? ']' : '}';
}
