using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// One point of the search space: parameter name → value, in the order of the experiment file. An inactive parameter is absent.
/// Two configurations are equal when they hold the same names and values, whatever their order. There is one per trial for as long
/// as a run lasts, so it is an array and no dictionary: a few names are found as quickly.
/// </summary>
public sealed class Configuration : IEquatable<Configuration>
{
    private readonly KeyValuePair<string, Scalar>[] _entries;

    /// <summary>Throws <see cref="ArgumentException"/> when a name stands there twice.</summary>
    public Configuration(IEnumerable<KeyValuePair<string, Scalar>> values)
    {
        _entries = [.. values];
        for (var i = 1; i < _entries.Length; i++)
        {
            if (IndexOf(_entries[i].Key) < i)
                throw new ArgumentException($"{_entries[i].Key} is given twice", nameof(values));
        }
    }

    public static Configuration Empty { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, Scalar>> Entries => _entries;

    /// <summary>As a dictionary, made at each call.</summary>
    public IReadOnlyDictionary<string, Scalar> Values => new Dictionary<string, Scalar>(_entries);

    /// <summary>The value, or null when the parameter is inactive or unknown.</summary>
    public Scalar? this[string name] => IndexOf(name) is >= 0 and var index ? (Scalar?)_entries[index].Value : null;

    public bool Equals(Configuration? other) =>
        other is not null
        && _entries.Length == other._entries.Length
        && Array.TrueForAll(_entries, entry => other[entry.Key] == entry.Value);

    public override bool Equals(object? obj) => Equals(obj as Configuration);

    public override int GetHashCode() =>
        _entries.Aggregate(0, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));

    public override string ToString() => string.Join(' ', _entries.Select(entry => $"{entry.Key}={entry.Value}"));

    private int IndexOf(string name)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Key == name)
                return i;
        }
        return -1;
    }
}
