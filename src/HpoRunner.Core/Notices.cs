namespace HpoRunner;

/// <summary>
/// What people should hear of while a run goes on. The last <see cref="Kept"/> are kept, so that a bad night takes no more memory than a
/// good one.
/// </summary>
internal sealed class Notices
{
    public const int Kept = 100;

    private readonly Queue<string> _last = new(Kept + 1);

    /// <summary>All there were.</summary>
    public long Count { get; private set; }

    public void Add(string notice)
    {
        Count++;
        _last.Enqueue(notice);
        if (_last.Count > Kept)
            _last.Dequeue();
    }

    /// <summary>Those that came after the first <paramref name="seen"/>, as far as they are kept, in their order.</summary>
    public IEnumerable<string> Since(long seen) => _last.TakeLast((int)Math.Clamp(Count - seen, 0, _last.Count));
}
