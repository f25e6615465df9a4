using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// In which order an epoch meets the rows: shuffled anew every epoch (the default), shuffled once, as they are in the data, or drawn
/// with replacement, as many as there are rows, so that about 37 % are missed and others come several times.
/// </summary>
internal sealed class RowOrder
{
    public static IReadOnlyList<string> Names { get; } = ["every_epoch", "once", "none", "with_replacement"];

    private readonly string _shuffle;
    private readonly RandomStream _random;
    private readonly int[] _order;

    public RowOrder(string shuffle, int rowCount, ulong seed)
    {
        _shuffle = shuffle;
        _random = RandomStream.Derive(seed, "order");
        _order = [.. Enumerable.Range(0, rowCount)];
        if (shuffle == "once")
            _random.Shuffle(_order.AsSpan());
    }

    /// <summary>Of the next epoch; valid until the one after it.</summary>
    public ReadOnlySpan<int> Next()
    {
        switch (_shuffle)
        {
            case "every_epoch":
                _random.Shuffle(_order.AsSpan());
                break;
            case "with_replacement":
                foreach (ref var row in _order.AsSpan())
                    row = _random.NextInt(_order.Length);
                break;
            case "once" or "none":
                break;
            default:
                throw new InvalidOperationException($"no such order: {_shuffle}");
        }
        return _order;
    }
}
