using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HpoRunner.Training.Numerics;

/// <summary>
/// A zeroed vector of 32-bit floats outside the collected heap, aligned to 64 bytes: it never moves, so kernels may hold its pointer,
/// and a vector of 16 floats never crosses a cache line.
/// </summary>
internal sealed unsafe class NativeFloats : IDisposable
{
    private const int Alignment = 64;

    /// <summary>Floats of a page of memory.</summary>
    public const int PageFloats = 1024;

    private float* _pointer;

    public NativeFloats(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var bytes = Math.Max((nuint)length * sizeof(float), Alignment);
        _pointer = (float*)
            NativeMemory.AlignedAlloc(bytes, bytes < PageFloats * sizeof(float) ? Alignment : (nuint)PageFloats * sizeof(float));
        NativeMemory.Clear(_pointer, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    ~NativeFloats() => Release();

    public int Length { get; }

    public float* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ObjectDisposedException.ThrowIf(_pointer is null, this);
            return _pointer;
        }
    }

    public Span<float> Span => new(Pointer, Length);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_pointer is null)
            return;
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        GC.RemoveMemoryPressure((long)Math.Max((nuint)Length * sizeof(float), Alignment));
    }
}
