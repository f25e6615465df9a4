using System.Globalization;

namespace HpoRunner.Training;

/// <summary>What values a parameter of the built-in trainer takes.</summary>
public enum ParameterKind
{
    Real,
    Whole,
    Boolean,

    /// <summary>One of <see cref="ParameterDefinition.Names"/>.</summary>
    Name,

    /// <summary>Checked by <see cref="ParameterDefinition.OwnRule"/> alone.</summary>
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
    public Func<Scalar, string?>? OwnRule { get; init; }

    /// <summary>Names that only another trainer takes, each with what to do about it; null for all others.</summary>
    public Func<Scalar, string?>? Elsewhere { get; init; }

    /// <summary>With which values of another parameter this one has an effect; null for always.</summary>
    public ParameterUse? UsedWith { get; init; }

    /// <summary>What beside other parameters it needs to have an effect, in words: data.image; null for nothing.</summary>
    public string? Beside { get; init; }

    /// <summary>What is allowed, in words: "a number in (0, 100]", "one of relu, tanh, sigmoid".</summary>
    public string Allowed
    {
        get
        {
            var names = string.Join(", ", Names);
            var orNames = names.Length > 0 ? $", or {names}" : "";
            var interval = string.Create(CultureInfo.InvariantCulture,
                $"{(MinOpen ? "(" : "[")}{Scalar.Number(Min)}, {Scalar.Number(Max)}{(MaxOpen ? ")" : "]")}");
            return Kind switch
            {
                ParameterKind.Real => $"a number in {interval}{orNames}",
                ParameterKind.Whole => $"a whole number in {interval}{orNames}",
                ParameterKind.Boolean => $"true or false{orNames}",
                ParameterKind.Name => $"one of {names}",
                _ => TextForm ?? "text",
            };
        }
    }

    /// <summary>Null when the value is allowed, else a sentence that says what was got and what is allowed.</summary>
    public string? Check(Scalar value)
    {
        if (Kind is ParameterKind.Text)
            return OwnRule?.Invoke(value);
        if (value.Kind == ScalarKind.Text && Names.Contains(value.ToString()))
            return null;
        var fits = Kind switch
        {
            ParameterKind.Real => value.IsNumber && IsInBounds(value.AsNumber),
            ParameterKind.Whole => value.IsWhole && IsInBounds(value.AsNumber),
            ParameterKind.Boolean => value.Kind == ScalarKind.Boolean,
            _ => false,
        };
        return fits ? OwnRule?.Invoke(value) : Elsewhere?.Invoke(value) ?? $"{value} is not allowed; {Name} takes {Allowed}";
    }

    /// <summary>Which name a value that is not allowed most likely meant; null for none.</summary>
    public string? Meant(string value) => NamesElsewhere.OfValue(Name, value) ?? NearestName.Find(value, Names);

    private bool IsInBounds(double number) => (MinOpen ? number > Min : number >= Min) && (MaxOpen ? number < Max : number <= Max);
}
