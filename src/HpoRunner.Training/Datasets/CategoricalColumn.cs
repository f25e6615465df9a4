namespace HpoRunner.Training.Datasets;

/// <summary>Texts, each kept once: a row holds the index of its category, or −1 where missing.</summary>
public sealed class CategoricalColumn : Column
{
    private readonly int[] _codes;

    public CategoricalColumn(string name, IReadOnlyList<string> categories, int[] codes)
        : base(name) => (Categories, _codes) = (categories, codes);

    public override ColumnKind Kind => ColumnKind.Categorical;

    /// <summary>Sorted by their characters' codes, the same in every culture.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Index into <see cref="Categories"/>, −1 where missing.</summary>
    public int this[int row] => _codes[row];

    internal int RowCount => _codes.Length;

    public override bool IsMissing(int row) => _codes[row] < 0;

    internal override Column Without(ReadOnlySpan<int> rows)
    {
        var codes = _codes.AsSpan().ToArray();
        foreach (var row in rows)
            codes[row] = -1;
        return new CategoricalColumn(Name, Categories, codes);
    }
}
