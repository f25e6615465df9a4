using System.Globalization;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>
/// A mapping of the experiment file beside the keys that are allowed in it. Reads values by key: null when the key is absent or its
/// value is wrong, and then an error is among the findings.
/// </summary>
internal sealed class Section
{
    private readonly YamlMapping _node;
    private readonly KeyDefinition _definition;

    private Section(YamlMapping node, string path, KeyDefinition definition, Findings findings)
    {
        _node = node;
        Path = path;
        _definition = definition;
        Findings = findings;
    }

    public string Path { get; }

    public Place Place => _node.Place;

    public Findings Findings { get; }

    public IReadOnlyList<YamlEntry> Entries => _node.Entries;

    /// <summary>Opens a mapping and checks its keys; anything but a mapping is an error and reads as an empty section.</summary>
    public static Section Open(YamlNode? node, string path, KeyDefinition definition, Findings findings)
    {
        if (node is not YamlMapping mapping)
        {
            if (node is not null and not YamlBroken)
                findings.Error(node.Place, path, KeyChecks.NotAMapping(node, definition));
            return new Section(new YamlMapping(node?.Place ?? default, []), path, definition, findings);
        }
        var section = new Section(mapping, path, definition, findings);
        foreach (var entry in mapping.Entries.TakeWhile(_ => !findings.IsFull))
            KeyChecks.Check(entry, section.PathOf(CoreSchema.Show(entry.Key.Text)), definition, findings);
        return section;
    }

    public bool Has(string key) => _node.Find(key) is not null;

    public YamlNode? Node(string key) => _node.Find(key)?.Value;

    /// <summary>Where to report about a key: at its value, or at the section when it is absent.</summary>
    public Place PlaceOf(string key) => _node.Find(key)?.Value.Place ?? Place;

    public Place PlaceOfKey(string key) => _node.Find(key)?.Key.Place ?? Place;

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public void Error(string key, string message) => Findings.Error(PlaceOf(key), PathOf(key), message);

    /// <summary>As <see cref="Error"/>, about a key that should not be there, whatever its value.</summary>
    public void ErrorAtKey(string key, string message) => Findings.Error(PlaceOfKey(key), PathOf(key), message);

    public Section Open(string key) => Open(Node(key), PathOf(key), Definition(key), Findings);

    public void Require(string key)
    {
        if (!Has(key))
            Findings.Error(Place.Line == 0 ? new Place(1, 1) : Place, PathOf(key),
                $"is missing; {Sentence.First(Definition(key).Meaning)}");
    }

    public string? Text(string key) => Node(key) is { } node && ScalarAt(node, PathOf(key), "a text") is { } scalar ? scalar.Text : null;

    public IReadOnlyList<string>? Texts(string key)
    {
        if (Node(key) is not { } node)
            return null;
        var names = Definition(key).Names;
        if (node is YamlScalar single && Definition(key).Kind == KeyKind.TextOrTexts)
            return [single.Text];
        if (node is not YamlSequence list)
        {
            var allowed = names.Count > 0 ? $"a list of {Sentence.List(names)}"
                : Definition(key).Kind == KeyKind.TextOrTexts ? "a text or a list of texts" : "a list of texts, like [a, b]";
            return Wrong<IReadOnlyList<string>>(node, PathOf(key), allowed);
        }
        var texts = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count && !Findings.IsFull; i++)
        {
            if (ScalarAt(list.Items[i], $"{PathOf(key)}[{i}]", "a text") is not { } item)
                continue;
            if (names.Count > 0 && !names.Contains(item.Text))
                Findings.Error(item.Place, $"{PathOf(key)}[{i}]",
                    $"{CoreSchema.Quote(item)} is not known; allowed: {Sentence.List(names)}{Sentence.DidYouMean(item.Text, names)}");
            else if (!seen.Add(item.Text))
                Findings.Error(item.Place, $"{PathOf(key)}[{i}]", $"{CoreSchema.Quote(item)} is in the list twice");
            texts.Add(item.Text);
        }
        return texts;
    }

    public double? Whole(string key) => Number(key) is { } number ? InBounds(key, number, whole: true) : null;

    /// <summary>A whole number; null when absent, wrong, or one of the names.</summary>
    public double? WholeOrName(string key)
    {
        var definition = Definition(key);
        if (Node(key) is YamlScalar { Quoted: false } scalar && definition.Names.Contains(scalar.Text))
            return null;
        return Number(key, $", or {Sentence.List(definition.Names)}") is { } number ? InBounds(key, number, whole: true) : null;
    }

    public double? Real(string key) => Number(key) is { } number ? InBounds(key, number, whole: false) : null;

    public bool? Boolean(string key) => Parsed(key, "true or false", (YamlScalar scalar, out bool value, out string problem) =>
    {
        problem = CoreSchema.NotABoolean(scalar);
        return CoreSchema.TryBoolean(scalar, out value);
    });

    /// <summary>One of the key's names.</summary>
    public string? Name(string key) =>
        Node(key) is { } node && ScalarAt(node, PathOf(key), Sentence.List(Definition(key).Names)) is { } scalar
            ? NameOf(scalar, PathOf(key), Definition(key).Names) : null;

    public TEnum? Name<TEnum>(string key)
        where TEnum : struct, Enum =>
        Name(key) is { } name ? Enum.GetValues<TEnum>()[EnumNames.Of<TEnum>().ToList().IndexOf(name)] : null;

    public TimeSpan? Duration(string key) => Parsed(
        key, "a time span like 90s, 45m, 8h or 1d12h",
        (YamlScalar scalar, out TimeSpan span, out string problem) => Experiments.Duration.TryParse(scalar.Text, out span, out problem));

    public long? Size(string key) => Parsed(
        key, "an amount like 512MiB or 4GiB",
        (YamlScalar scalar, out long bytes, out string problem) => ByteSize.TryParse(scalar.Text, out bytes, out problem));

    public TimeOnly? TimeOfDay(string key) => Parsed(
        key, "a time of day like \"07:00\"", (YamlScalar scalar, out TimeOnly time, out string problem) =>
        {
            problem = $"{CoreSchema.Quote(scalar)} is not a time of day; write one from \"00:00\" to \"23:59\", like \"07:00\"";
            return TimeOnly.TryParseExact(scalar.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
        });

    /// <summary>A part above 0 and below 1, written as a percentage or a number; null when absent, wrong, or one of the names.</summary>
    public double? Share(string key)
    {
        var names = Definition(key).Names;
        if (Node(key) is YamlScalar scalar && names.Contains(scalar.Text))
            return null;
        var allowed = ShareText.Allowed + (names.Count > 0 ? $", or {Sentence.List(names)}" : "");
        return Parsed(key, allowed, (YamlScalar given, out double share, out string problem) =>
            ShareText.TryParse(given, allowed, out share, out problem));
    }

    public YamlScalar? ScalarAt(YamlNode node, string path, string allowed) => node as YamlScalar ?? Wrong<YamlScalar>(node, path, allowed);

    /// <summary>The name if it is one of those allowed; else null with an error that tells later and misspelt names apart.</summary>
    public string? NameOf(YamlScalar scalar, string path, IReadOnlyList<string> names)
    {
        if (names.Contains(scalar.Text))
            return scalar.Text;
        Findings.Error(scalar.Place, path, NotYet.HasValue(path, scalar.Text)
            ? $"{scalar.Text} is not available in this version; allowed: {Sentence.List(names)}"
            : $"{CoreSchema.Quote(scalar)} is not known; allowed: {Sentence.List(names)}{Sentence.DidYouMean(scalar.Text, names)}");
        return null;
    }

    public T? Wrong<T>(YamlNode node, string path, string allowed)
        where T : class
    {
        if (node is not YamlBroken)
            Findings.Error(node.Place, path, $"{CoreSchema.Got(node)}; allowed: {allowed}");
        return null;
    }

    private KeyDefinition Definition(string key) =>
        _definition.Find(key) ?? throw new InvalidOperationException($"{PathOf(key)} is not in the table of keys");

    private T? Parsed<T>(string key, string allowed, Parser<T> parse)
        where T : struct
    {
        if (Node(key) is not { } node || ScalarAt(node, PathOf(key), allowed) is not { } scalar)
            return null;
        if (parse(scalar, out var value, out var problem))
            return value;
        Error(key, problem);
        return null;
    }

    private double? Number(string key, string orNames = "")
    {
        if (Node(key) is not { } node || ScalarAt(node, PathOf(key), "a number" + orNames) is not { } scalar)
            return null;
        if (CoreSchema.TryNumber(scalar, out var number))
            return number;
        Findings.Error(
            scalar.Place, PathOf(key),
            CoreSchema.NotANumber(scalar) + (orNames.Length > 0 ? $"; allowed: a number{orNames}" : ""));
        return null;
    }

    private double? InBounds(string key, double number, bool whole)
    {
        var row = Definition(key);
        if ((!whole || Math.Floor(number) == number) && number >= row.Min && number <= row.Max)
            return number;
        Error(
            key,
            $"{Scalar.Number(number)} is not allowed; {key} is a {(whole ? "whole number" : "number")} "
            + $"from {Scalar.Number(row.Min)} to {Scalar.Number(row.Max)}");
        return null;
    }

    /// <summary>The value of a scalar, or what is wrong with it.</summary>
    private delegate bool Parser<T>(YamlScalar scalar, out T value, out string problem);
}
