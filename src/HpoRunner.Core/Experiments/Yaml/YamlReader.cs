using YamlDotNet.Core;

namespace HpoRunner.Experiments.Yaml;

/// <summary>
/// From a text to a tree of nodes, over YamlDotNet's event parser and never its binder. Reports all it finds and never throws on any text.
/// </summary>
internal static class YamlReader
{
    /// <summary>The root node, or null when there is none or the text is no YAML; then an error is among the findings.</summary>
    /// <param name="option">The command-line option that gave the text; null for a file.</param>
    public static YamlNode? Read(string text, Findings findings, string? option = null)
    {
        if (YamlText.Check(text, findings, option) is not { } readable)
            return null;
        var events = new YamlEvents(readable, findings, option);
        try
        {
            var root = events.ReadDocument();
            return findings.IsFull ? null : root;
        }
        catch (YamlEvents.TooDeepException)
        {
            return null;
        }
        catch (YamlException broken)
        {
            Refuse(readable, events.PlaceOf(broken.Start), YamlProblem.InPlainWords(broken.Message), findings);
        }
        catch (Exception broken) when (broken
            is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser throws these, without a place, at some texts that are no YAML ("[a, b" and a key on the next line).
            Refuse(readable, events.Reached, YamlProblem.InPlainWords(""), findings);
        }
        return null;
    }

    /// <summary>What the parser says, unless brackets that do not match, or a quote that goes on into lines below, say it better.</summary>
    private static void Refuse(string text, Place place, string problem, Findings findings)
    {
        if (BracketFault.Find(text) is { } fault)
            (place, problem) = (fault.Place with { Option = place.Option }, fault.Message);
        else if (problem == YamlProblem.TooLittleIndented && BracketFault.IsQuote(text, place))
            problem = "a quote that begins here is not closed on its line";
        findings.Error(place, "", problem);
    }
}
