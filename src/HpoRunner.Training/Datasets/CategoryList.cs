using System.Text;

namespace HpoRunner.Training.Datasets;

/// <summary>A growing list of texts that keeps each different one once.</summary>
internal sealed class CategoryList
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private int[] _codes = [];

    public int Count { get; private set; }

    /// <summary>Makes room for so many rows at once instead of growing step by step.</summary>
    public void Reserve(int count) => Array.Resize(ref _codes, Math.Max(count, _codes.Length));

    public void AddMissing() => Append(-1);

    /// <summary>The index of the text, in the order of first appearance.</summary>
    public int Add(ReadOnlySpan<byte> utf8)
    {
        var rented = utf8.Length > 256 ? new char[utf8.Length] : null;
        Span<char> buffer = rented ?? stackalloc char[256];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        var known = _indices.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out var index))
        {
            index = _texts.Count;
            _texts.Add(text.ToString());
            _indices.Add(_texts[index], index);
        }
        Append(index);
        return index;
    }

    public string TextOf(int index) => _texts[index];

    /// <summary>The column takes over the list's array: do not add afterwards.</summary>
    public CategoricalColumn ToColumn(string name)
    {
        var sorted = _texts.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order, StringComparer.Ordinal);
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            rank[order[i]] = i;
        Array.Resize(ref _codes, Count);
        foreach (ref var code in _codes.AsSpan())
            code = code < 0 ? -1 : rank[code];
        return new CategoricalColumn(name, sorted, _codes);
    }

    private void Append(int code)
    {
        if (Count == _codes.Length)
            Array.Resize(ref _codes, Math.Max(4, Count + Count / 2));
        _codes[Count++] = code;
    }
}
