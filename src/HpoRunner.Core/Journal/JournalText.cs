using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace HpoRunner.Journal;

/// <summary>Takes what a journal's writer wrote from the front of what is left of a line; false leaves no promise about the rest.</summary>
internal static class JournalText
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Take(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
            return false;
        rest = rest[expected.Length..];
        return true;
    }

    /// <summary>From 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TakeWhole(ref ReadOnlySpan<byte> rest, out long number)
    {
        if (!Utf8Parser.TryParse(rest, out number, out var taken) || number < 0 || !char.IsAsciiDigit((char)rest[0]))
            return false;
        rest = rest[taken..];
        return true;
    }

    /// <inheritdoc cref="TakeWhole(ref ReadOnlySpan{byte}, out long)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TakeWhole(ref ReadOnlySpan<byte> rest, out int number)
    {
        var whole = TakeWhole(ref rest, out long value) && value <= int.MaxValue;
        number = whole ? (int)value : 0;
        return whole;
    }

    /// <summary>A finite one; the others stand there as words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TakeNumber(ref ReadOnlySpan<byte> rest, out double number)
    {
        number = 0;
        if (rest.IsEmpty || (rest[0] != '-' && !char.IsAsciiDigit((char)rest[0]))
            || !Utf8Parser.TryParse(rest, out number, out int taken) || !double.IsFinite(number))
            return false;
        rest = rest[taken..];
        return true;
    }
}
