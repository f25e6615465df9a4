namespace HpoRunner.Experiments.Yaml;

/// <summary>Where something was written: line and column from 1, or the command-line option that gave it.</summary>
internal readonly record struct Place(int Line, int Column, string? Option = null);

/// <summary>A node of the small tree that the event pass builds and the typed pass reads.</summary>
internal abstract record YamlNode(Place Place)
{
    /// <summary>What the node is, for messages.</summary>
    public abstract string Noun { get; }
}

/// <summary>A text as written; whether a plain one is a number or a boolean depends on what is wanted (<see cref="CoreSchema"/>).</summary>
/// <param name="Quoted">In quotes or as a block: always text.</param>
internal sealed record YamlScalar(Place Place, string Text, bool Quoted) : YamlNode(Place)
{
    public override string Noun => CoreSchema.Quote(this);
}

internal sealed record YamlSequence(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    public override string Noun => "a list";
}

internal sealed record YamlMapping(Place Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
{
    public override string Noun => "a mapping";

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);

    /// <summary>The same mapping with one entry replaced, or added at the end.</summary>
    public YamlMapping With(YamlEntry replacement)
    {
        var at = Entries.TakeWhile(entry => entry.Key.Text != replacement.Key.Text).Count();
        var entries = Entries.ToList();
        if (at < entries.Count)
            entries[at] = replacement;
        else
            entries.Add(replacement);
        return this with { Entries = entries };
    }
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Something whose error is already reported: the typed pass is silent about it.</summary>
internal sealed record YamlBroken(Place Place) : YamlNode(Place)
{
    public override string Noun => "nothing";
}
