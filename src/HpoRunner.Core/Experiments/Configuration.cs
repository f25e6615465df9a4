using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// One point of the search space: parameter name → value, in the order of the experiment file. An inactive parameter is absent.
/// Two configurations are equal when they hold the same names and values, whatever their order.
/// </summary>
public sealed class Configuration : IEquatable<Configuration>
{
    private readonly Dictionary<string, Scalar> _values;

    public Configuration(IEnumerable<KeyValuePair<string, Scalar>> values)
    {
        Entries = [.. values];
        _values = new Dictionary<string, Scalar>(Entries);
    }

    public static Configuration Empty { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, Scalar>> Entries { get; }

    public IReadOnlyDictionary<string, Scalar> Values => _values;

    /// <summary>The value, or null when the parameter is inactive or unknown.</summary>
    public Scalar? this[string name] => _values.TryGetValue(name, out var value) ? (Scalar?)value : null;

    public bool Equals(Configuration? other) =>
        other is not null && _values.Count == other._values.Count && _values.All(entry => other[entry.Key] == entry.Value);

    public override bool Equals(object? obj) => Equals(obj as Configuration);

    public override int GetHashCode() =>
        _values.Aggregate(0, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));

    public override string ToString() =>
        string.Join(' ', Entries.Select(entry => $"{entry.Key}={entry.Value}"));
}
