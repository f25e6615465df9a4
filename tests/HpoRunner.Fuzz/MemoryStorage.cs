using HpoRunner.Journal;

namespace HpoRunner.Fuzz;

/// <summary>A journal's file in memory.</summary>
internal sealed class MemoryStorage(byte[] content) : IJournalStorage
{
    public byte[] Content { get; private set; } = content;

    public string Path => "journal.jsonl";

    public long Length() => Content.Length;

    public int Read(long offset, Span<byte> buffer)
    {
        var rest = Content.AsSpan((int)Math.Min(offset, Content.Length));
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => Content = [.. Content.AsSpan(0, (int)offset), .. bytes];

    public void Flush()
    {
    }

    public void Truncate(long length) => Content = Content[..(int)length];

    public void Dispose()
    {
    }
}
