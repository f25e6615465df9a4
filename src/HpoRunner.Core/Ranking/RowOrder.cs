namespace HpoRunner.Ranking;

/// <summary>
/// The order of a tree's rows by one coordinate. It is found once, and any of the rows are then sorted by their places in it: whole
/// numbers, which the runtime sorts with code that it brings along, and not with code that it has to compile first.
/// </summary>
internal sealed class RowOrder
{
    private readonly int[] _rows;
    private readonly int[] _places;
    private readonly int[] _sorted;

    /// <param name="coordinates">Of each row; none is NaN.</param>
    public RowOrder(double[] coordinates)
    {
        _rows = [.. Enumerable.Range(0, coordinates.Length)];
        coordinates.AsSpan().Sort(_rows.AsSpan());
        _places = new int[_rows.Length];
        for (var place = 0; place < _rows.Length; place++)
            _places[_rows[place]] = place;
        _sorted = new int[_rows.Length];
    }

    /// <param name="members">Row numbers, each once; put in order.</param>
    public void Sort(Span<int> members)
    {
        var sorted = _sorted.AsSpan(0, members.Length);
        for (var i = 0; i < members.Length; i++)
            sorted[i] = _places[members[i]];
        sorted.Sort();
        for (var i = 0; i < members.Length; i++)
            members[i] = _rows[sorted[i]];
    }
}
