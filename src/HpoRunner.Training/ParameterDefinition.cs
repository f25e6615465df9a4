namespace HpoRunner.Training;

/// <summary>What values a parameter of the built-in trainer takes.</summary>
public enum ParameterKind
{
    Real,
    Whole,
    Boolean,

    /// <summary>One of <see cref="ParameterDefinition.Names"/>.</summary>
    Name,

    /// <summary>Checked by <see cref="ParameterDefinition.Check"/> alone.</summary>
    Text,
}

/// <summary>
/// A row of the one table from which validation, the JSON Schema, <c>hpo init</c> and the documentation are made: the name a user
/// writes, its default, what is allowed and what it means in one line.
/// </summary>
public sealed record ParameterDefinition(string Name, ParameterKind Kind, Scalar Default, string Meaning)
{
    public double Min { get; init; } = double.NegativeInfinity;

    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the bound itself is excluded: (0, 100] has MinOpen.</summary>
    public bool MinOpen { get; init; }

    public bool MaxOpen { get; init; }

    /// <summary>
    /// Names that are allowed: all of them for <see cref="ParameterKind.Name"/>, beside the numbers otherwise (batch_size: full).
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How the default reads where it is not one value: "the optimizer's".</summary>
    public string? DefaultText { get; init; }

    /// <summary>What is allowed, in words, for <see cref="ParameterKind.Text"/>.</summary>
    public string? TextForm { get; init; }

    /// <summary>A parameter's own rule beyond kind and bounds; null when the value is good, else what is wrong with it.</summary>
    public Func<Scalar, string?>? Check { get; init; }

    /// <summary>Names that only another trainer takes, each with what to do about it; null for all others.</summary>
    public Func<Scalar, string?>? Elsewhere { get; init; }

    /// <summary>With which values of another parameter this one has an effect; null for always.</summary>
    public ParameterUse? UsedWith { get; init; }

    /// <summary>What beside other parameters it needs to have an effect, in words: data.image; null for nothing.</summary>
    public string? Beside { get; init; }

    /// <summary>Which name a value that is not allowed most likely meant; null for none.</summary>
    public string? Meant(string value) => NamesElsewhere.OfValue(Name, value) ?? NearestName.Find(value, Names);

    /// <summary>What is allowed, in words: "a number in (0, 100]", "one of relu, tanh, sigmoid".</summary>
    public string Allowed => ParameterTable.Describe(this);
}
