namespace HpoRunner.Experiments.Yaml;

/// <summary>The parser's complaints in the words of someone who writes experiment files.</summary>
internal static class YamlProblem
{
    public const string TooLittleIndented = "this line is indented too little for the text that it continues";

    private static readonly (string Fragment, string Words)[] Known =
    [
        ("directive", "a % directive is not allowed"),
        ("Mapping values are not allowed",
            "a colon where no key can stand: is a line indented too far, or does a text with a colon lack its quotes?"),
        ("did not find expected key",
            "this line does not fit: is its indentation the same as its neighbours', or is a quote or bracket open, or one too many?"),
        ("expected '-' indicator", "this line does not fit the list above: each entry begins with a dash at the same indentation"),
        ("Block sequence entries are not allowed", "a dash where no list can stand: begin the list on a line of its own"),
        ("found unexpected end of stream", "a quote that begins here is never closed"),
        ("expected ',' or ']'", "a list that is not closed: a comma or ] is missing here or above"),
        ("expected ',' or '}'", "a mapping in braces that is not closed: a comma or } is missing here or above"),
        ("could not find expected ':'", "a key without a colon and a value; is a colon, or the blank after it, missing?"),
        ("character that cannot start any token", "a text that begins with this character needs quotes"),
        ("unknown escape character", "a backslash in double quotes that means nothing; use single quotes for texts with backslashes"),
        ("hexadecimal number", "a backslash in double quotes that means nothing; use single quotes for texts with backslashes"),
        ("Unicode", "an escape that is no character"),
        ("document indicator", "a quote that is never closed"),
        ("anchor", "anchors and aliases are not allowed; write the value out"),
        ("tag", "tags are not allowed; values are numbers, texts, true and false"),
        (
            "invalid mapping",
            "a second colon in one value: is this line indented too far, or does a text with a colon and a blank lack its quotes?"),
        ("wrong indentation", TooLittleIndented),
        ("block scalar", "a block of text that begins with | or > must be indented below its key"),
        ("comment", "a comment needs a blank before its #, and cannot stand inside a text"),
        ("document start", "text after the end of the document"),
        ("Mapping keys are not allowed", "a ? where no key can stand"),
    ];

    public static string InPlainWords(string message)
    {
        foreach (var (fragment, words) in Known)
        {
            if (message.Contains(fragment, StringComparison.OrdinalIgnoreCase))
                return words;
        }
        return "this is not YAML: a value, a key or a bracket is missing";
    }
}
