namespace HpoRunner.Journal;

/// <summary>The process ended here, or the power did.</summary>
internal sealed class SimulatedCrashException() : Exception("simulated crash");

public enum DiskOperation
{
    Length,
    Read,
    Write,
    Flush,
    Truncate,
}

/// <summary>What one operation did to the file, so that it can be done again in part.</summary>
internal sealed record DiskStep(DiskOperation Operation, long Offset, byte[] Bytes);

/// <summary>
/// A journal's file in memory. It remembers what was flushed and every step since, counts operations, and crashes or fails at a
/// chosen one, after a chosen part of its bytes.
/// </summary>
internal sealed class SimulatedDisk : IJournalStorage
{
    private readonly List<DiskStep> _steps = [];
    private byte[] _content;

    public SimulatedDisk(byte[] content) => _content = content;

    public string Path => "journal.jsonl";

    public byte[] Content => _content;

    /// <summary>Everything that changed the file, and every flush, in order.</summary>
    public IReadOnlyList<DiskStep> Steps => _steps;

    public int OperationCount { get; private set; }

    /// <summary>Is asked before each operation, with its number from 0; how it ends is up to it.</summary>
    public Func<int, DiskOperation, DiskFault?>? Fault { get; set; }

    public bool IsGone { get; set; }

    public static byte[] Apply(byte[] content, DiskStep step, int byteCount)
    {
        if (step.Operation == DiskOperation.Truncate)
            return content.AsSpan(0, (int)step.Offset).ToArray();
        if (step.Operation != DiskOperation.Write)
            return content;
        var result = new byte[Math.Max(content.Length, byteCount == 0 ? 0 : step.Offset + byteCount)];
        content.CopyTo(result, 0);
        step.Bytes.AsSpan(0, byteCount).CopyTo(result.AsSpan((int)step.Offset));
        return result;
    }

    public long Length()
    {
        Meet(DiskOperation.Length, null);
        return IsGone ? throw new FileNotFoundException("the file was removed") : _content.Length;
    }

    public int Read(long offset, Span<byte> buffer)
    {
        Meet(DiskOperation.Read, null);
        var count = (int)Math.Clamp(_content.Length - offset, 0, buffer.Length);
        _content.AsSpan((int)Math.Min(offset, _content.Length), count).CopyTo(buffer);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var step = new DiskStep(DiskOperation.Write, offset, bytes.ToArray());
        Meet(DiskOperation.Write, step);
        Do(step, bytes.Length);
    }

    public void Flush()
    {
        Meet(DiskOperation.Flush, null);
        _steps.Add(new(DiskOperation.Flush, 0, []));
    }

    public void Truncate(long length)
    {
        Meet(DiskOperation.Truncate, null);
        Do(new(DiskOperation.Truncate, length, []), 0);
    }

    public void Dispose()
    {
    }

    private void Meet(DiskOperation operation, DiskStep? write)
    {
        if (Fault?.Invoke(OperationCount++, operation) is not { } fault)
            return;
        if (write is not null && fault.ByteCount > 0)
            Do(write, Math.Min(fault.ByteCount, write.Bytes.Length));
        throw fault.Exception;
    }

    private void Do(DiskStep step, int byteCount)
    {
        _content = Apply(_content, step, byteCount);
        _steps.Add(step with { Bytes = step.Bytes[..byteCount] });
    }
}

/// <param name="ByteCount">How much of a write still reaches the file.</param>
internal sealed record DiskFault(Exception Exception, int ByteCount = 0);
