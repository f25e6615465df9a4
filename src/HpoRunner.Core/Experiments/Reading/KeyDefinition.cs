namespace HpoRunner.Experiments.Reading;

/// <summary>What stands behind a key of the experiment file.</summary>
internal enum KeyKind
{
    /// <summary>A mapping with the keys of <see cref="KeyDefinition.Keys"/>.</summary>
    Section,
    Text,
    Texts,

    /// <summary>A text, or a list of texts.</summary>
    TextOrTexts,
    Whole,

    /// <summary>A whole number, or one of <see cref="KeyDefinition.Names"/>.</summary>
    WholeOrName,
    Real,
    Boolean,
    Name,

    /// <summary>A part of the rows: 20 %, or 0.2.</summary>
    Share,

    /// <summary>A share, or one of <see cref="KeyDefinition.Names"/>.</summary>
    ShareOrName,
    Duration,

    /// <summary>An amount of bytes: 4GiB.</summary>
    Size,
    TimeOfDay,

    /// <summary>A number, a text or a boolean.</summary>
    Value,
    Values,
    Numbers,

    /// <summary>A mapping whose keys are the user's, and whose values are one of <see cref="KeyDefinition.Names"/>.</summary>
    NamesByText,

    /// <summary>Read, and described in the schema, by code of its own.</summary>
    Special,
}

/// <summary>A key of the experiment file: what the reader checks and what the JSON Schema says.</summary>
internal sealed record KeyDefinition(string Name, KeyKind Kind, string Meaning)
{
    /// <summary>What absence means, in words; null when there is nothing to say.</summary>
    public string? Default { get; init; }

    public bool IsRequired { get; init; }

    public double Min { get; init; } = double.NegativeInfinity;

    public double Max { get; init; } = double.PositiveInfinity;

    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<KeyDefinition> Keys { get; init; } = [];

    public KeyDefinition? Find(string name) => Keys.FirstOrDefault(key => key.Name == name);
}
