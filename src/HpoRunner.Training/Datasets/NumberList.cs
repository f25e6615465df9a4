namespace HpoRunner.Training.Datasets;

/// <summary>A growing list of numbers, in single precision until the first one that would lose by it.</summary>
internal sealed class NumberList
{
    private float[] _singles = [];
    private double[]? _doubles;

    public int Count { get; private set; }

    /// <summary>Makes room for so many at once instead of growing step by step.</summary>
    public void Reserve(int count)
    {
        if (_doubles is null)
            Array.Resize(ref _singles, Math.Max(count, _singles.Length));
        else
            Array.Resize(ref _doubles, Math.Max(count, _doubles.Length));
    }

    public void Add(double value)
    {
        if (_doubles is null && (float)value != value && !double.IsNaN(value))
            Widen();
        if (_doubles is null)
        {
            if (Count == _singles.Length)
                Array.Resize(ref _singles, Grown());
            _singles[Count] = (float)value;
        }
        else
        {
            if (Count == _doubles.Length)
                Array.Resize(ref _doubles, Grown());
            _doubles[Count] = value;
        }
        Count++;
    }

    /// <summary>The column takes over the list's array, without what is much too long of it: do not add afterwards.</summary>
    public NumericColumn ToColumn(string name)
    {
        const int UnusedShare = 16;
        if (_doubles is null)
        {
            if (_singles.Length - Count > Count / UnusedShare)
                Array.Resize(ref _singles, Count);
            return new NumericColumn(name, _singles, Count);
        }
        if (_doubles.Length - Count > Count / UnusedShare)
            Array.Resize(ref _doubles, Count);
        return new NumericColumn(name, _doubles, Count);
    }

    private int Grown() => Math.Max(4, Count + Count / 2);

    private void Widen()
    {
        var doubles = new double[Math.Max(_singles.Length, 4)];
        for (var i = 0; i < Count; i++)
            doubles[i] = _singles[i];
        (_doubles, _singles) = (doubles, []);
    }
}
