using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HpoRunner.Experiments.Yaml;

/// <summary>
/// From the events of YamlDotNet's parser to a tree of nodes. Checks at each event what a strict reader refuses: more than 32 levels,
/// anchors, aliases, tags, directives, further documents, keys that are no texts, duplicate keys, blank values.
/// </summary>
internal sealed class YamlEvents
{
    private const int DeepestLevel = 32;
    private const string CoreTags = "tag:yaml.org,2002:";

    private readonly Parser _parser;
    private readonly Findings _findings;
    private readonly string? _option;

    /// <param name="option">The command-line option that gave the text; null for a file.</param>
    public YamlEvents(string text, Findings findings, string? option)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _findings = findings;
        _option = option;
    }

    /// <summary>How far the text was read.</summary>
    public Place Reached => PlaceOf(_parser.Current?.End ?? Mark.Empty);

    /// <summary>The root node; null when there is none.</summary>
    public YamlNode? ReadDocument()
    {
        Next<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _findings.Error(
                new Place(1, 1, _option), "",
                _option is null ? "the file is empty; it needs at least data.file and data.target" : "the value is blank");
            return null;
        }
        var start = Next<DocumentStart>();
        if (start.Version is not null
            || (start.Tags is { } tags && tags.Any(tag => (tag.Handle, tag.Prefix) is not (("!", "!") or ("!!", CoreTags)))))
            _findings.Error(PlaceOf(start.Start), "", "a % directive is not allowed");
        var root = ReadNode("", 0, null);
        if (_findings.IsFull)
            return root;
        Next<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            _findings.Error(PlaceOf(second.Start), "", "a second document begins here; an experiment file is one document");
        return root;
    }

    public Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column), _option);

    private YamlNode ReadNode(string path, int depth, YamlScalar? key)
    {
        if (_parser.Current is AnchorAlias alias)
        {
            _parser.MoveNext();
            _findings.Error(PlaceOf(alias.Start), path,
                $"the alias *{CoreSchema.Show(alias.Value.Value)} is not allowed; write the value again");
            return new YamlBroken(PlaceOf(alias.Start));
        }
        var node =
            _parser.Current as NodeEvent
            ?? throw new SyntaxErrorException(CurrentStart, CurrentStart, "did not find expected node content");
        var place = PlaceOf(node.Start);
        if (!node.Anchor.IsEmpty)
            _findings.Error(place, path, $"the anchor &{CoreSchema.Show(node.Anchor.Value)} is not allowed; write the value out");
        if (!node.Tag.IsEmpty)
            _findings.Error(place, path, $"the tag {TagText(node.Tag)} is not allowed; values are numbers, texts, true and false");
        if (node is not YamlDotNet.Core.Events.Scalar && depth >= DeepestLevel)
        {
            _findings.Error(place, "", $"nested more than {DeepestLevel} levels deep; an experiment file needs at most 5");
            throw new TooDeepException();
        }
        _parser.MoveNext();
        return node switch
        {
            YamlDotNet.Core.Events.Scalar scalar => ReadScalar(scalar, place, path, key),
            SequenceStart => ReadSequence(place, path, depth),
            MappingStart mapping => ReadMapping(place, path, depth, mapping.Style == MappingStyle.Flow),
            _ => throw new SyntaxErrorException(node.Start, node.End, "did not find expected node content"),
        };
    }

    private YamlNode ReadScalar(YamlDotNet.Core.Events.Scalar scalar, Place place, string path, YamlScalar? key)
    {
        var value = new YamlScalar(place, scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
        if (scalar.Value.AsSpan().IndexOfAny(YamlText.Forbidden) >= 0)
        {
            _findings.Error(place, path, $"\"{CoreSchema.Show(scalar.Value)}\" contains a control character");
            return new YamlBroken(place);
        }
        if (!CoreSchema.IsBlank(value))
            return value;
        var at = key is not null && value.Text.Length == 0 ? key.Place : place;
        _findings.Error(at, path, value.Text.Length == 0
            ? "the value is blank; write a value, or leave the key out"
            : $"{value.Text} means no value; leave the key out, or write \"{value.Text}\" for the text");
        return new YamlBroken(at);
    }

    private YamlSequence ReadSequence(Place place, string path, int depth)
    {
        var items = new List<YamlNode>();
        var commas = new CommaSpacing();
        while (_parser.Current is not SequenceEnd && !_findings.IsFull)
        {
            commas.See(_parser.Current);
            items.Add(ReadNode($"{path}[{items.Count}]", depth + 1, null));
        }
        if (commas.Suspicion is { } suspicion)
            _findings.Warn(PlaceOf(suspicion.At), path, suspicion.Message);
        Leave();
        return new YamlSequence(place, items);
    }

    private YamlMapping ReadMapping(Place place, string path, int depth, bool isFlow)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd && !_findings.IsFull)
        {
            var key = ReadKey(path, depth);
            if (key is null)
                continue;
            var keyPath = Join(path, key.Text);
            if (isFlow && entries.Count > 0 && SplitNumber(entries[^1], key) is { } meant)
            {
                _parser.MoveNext();
                _findings.Error(entries[^1].Value.Place, Join(path, entries[^1].Key.Text),
                    $"{meant.Replace('.', ',')} reads as two entries here; write {meant} (a decimal point, not a comma)");
                entries[^1] = entries[^1] with { Value = new YamlBroken(entries[^1].Value.Place) };
                continue;
            }
            var value = ReadNode(keyPath, depth + 1, key);
            if (!seen.TryAdd(key.Text, key.Place))
                _findings.Error(key.Place, keyPath, $"is here twice; it is also on line {seen[key.Text].Line}");
            else
                entries.Add(new YamlEntry(key, value));
        }
        Leave();
        return new YamlMapping(place, entries);
    }

    /// <summary>Goes past the end of a list or mapping, unless reading stopped inside it.</summary>
    private void Leave()
    {
        if (!_findings.IsFull)
            _parser.MoveNext();
    }

    /// <summary>Null when the key is no text; then its value has been passed over, too.</summary>
    private YamlScalar? ReadKey(string path, int depth)
    {
        var key = ReadNode(path, depth + 1, null);
        if (key is YamlScalar text)
            return text;
        if (key is not YamlBroken)
            _findings.Error(key.Place, path, $"{CoreSchema.Got(key)} for a key; allowed: a text");
        ReadNode(path, depth + 1, null);
        return null;
    }

    /// <summary>"1.5" when {min: 1,5} was read as min: 1 and a blank key 5; else null.</summary>
    private string? SplitNumber(YamlEntry before, YamlScalar key)
    {
        var isBlank = _parser.Current is YamlDotNet.Core.Events.Scalar { Value: "", Style: ScalarStyle.Plain or ScalarStyle.Any };
        return isBlank && !key.Quoted && key.Text.Length > 0 && char.IsAsciiDigit(key.Text[0]) && before.Value is YamlScalar value
            && CoreSchema.TryNumber(value, out _) && CoreSchema.TryNumber(value with { Text = $"{value.Text}.{key.Text}" }, out _)
            ? $"{value.Text}.{key.Text}" : null;
    }

    private static string TagText(TagName tag) =>
        tag.IsNonSpecific ? "!" : CoreSchema.Show(tag.Value.Replace(CoreTags, "!!", StringComparison.Ordinal));

    private T Next<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
            _parser.MoveNext();
        var current = _parser.Current as T ?? throw new SyntaxErrorException(CurrentStart, CurrentStart, "did not find expected document");
        _parser.MoveNext();
        return current;
    }

    private Mark CurrentStart => _parser.Current?.Start ?? Mark.Empty;

    private static string Join(string path, string key) => path.Length == 0 ? CoreSchema.Show(key) : $"{path}.{CoreSchema.Show(key)}";

    /// <summary>Ends the reading; why is among the findings.</summary>
    internal sealed class TooDeepException : Exception;
}
