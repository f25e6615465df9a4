using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using static HpoRunner.Journal.JournalText;

namespace HpoRunner.Journal;

/// <summary>
/// The frame of one record, a line of JSON without its newline:
/// <code>
/// {"v":1,"seq":42,"term":3,"prev":"9d41c2aa","at":"2026-11-21T02:14:07.1234567Z","type":"evaluation.ended",…,"crc":"e3069283"}
/// </code>
/// <c>seq</c> counts from 1. <c>crc</c> is the CRC-32C of all bytes before <c>,"crc"</c>, and <c>prev</c> the one of the record
/// before, so a record can be checked alone and in its chain. The order of the members is fixed, and what is written otherwise is not
/// sound. A record type that readers may skip when they do not know it carries <c>"optional":true</c> right after its type.
/// </summary>
internal static class JournalRecord
{
    public const int Version = 1;

    /// <summary>Bytes. Larger events are refused when appended; a longer line is damage.</summary>
    public const int MaxLength = 256 << 20;

    private const int AtLength = 28;
    private const int TrailerLength = 8 + Crc32C.TextLength + 2;

    /// <summary>How a record begins, up to its version's digits.</summary>
    public static ReadOnlySpan<byte> Opening => "{\"v\":"u8;

    private static ReadOnlySpan<byte> CrcMember => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    /// <summary>Writes a record and its newline; returns its checksum.</summary>
    /// <param name="payload">The event as a JSON object whose first member is <c>type</c>.</param>
    public static uint Write(
        ArrayBufferWriter<byte> output, long sequence, int term, uint previous, DateTimeOffset at, ReadOnlySpan<byte> payload)
    {
        var start = output.WrittenCount;
        output.Write("{\"v\":1,\"seq\":"u8);
        WriteNumber(output, sequence);
        output.Write(",\"term\":"u8);
        WriteNumber(output, term);
        output.Write(",\"prev\":\""u8);
        Crc32C.WriteText(previous, output.GetSpan(Crc32C.TextLength));
        output.Advance(Crc32C.TextLength);
        output.Write("\",\"at\":\""u8);
        Utf8Formatter.TryFormat(at.UtcDateTime, output.GetSpan(AtLength), out var written, 'O');
        output.Advance(written);
        output.Write("\","u8);
        output.Write(payload[1..^1]);
        var checksum = Crc32C.Compute(output.WrittenSpan[start..]);
        output.Write(CrcMember);
        Crc32C.WriteText(checksum, output.GetSpan(Crc32C.TextLength));
        output.Advance(Crc32C.TextLength);
        output.Write("\"}\n"u8);
        return checksum;
    }

    /// <param name="line">Without its newline.</param>
    /// <param name="eventStart">Where the member <c>type</c> begins; meaningful when sound.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecordVerdict Read(ReadOnlySpan<byte> line, out RecordHeader header, out int eventStart)
    {
        header = default;
        eventStart = 0;
        if (!line.StartsWith(Opening) || line.Length < Opening.Length + TrailerLength || !line.EndsWith(Closing))
            return RecordVerdict.Unsound;
        var trailer = line[^TrailerLength..];
        var body = line[..^TrailerLength];
        if (!trailer.StartsWith(CrcMember))
            return RecordVerdict.Unsound;
        var checksum = Crc32C.Compute(body);
        if (!Crc32C.TextEquals(checksum, trailer.Slice(CrcMember.Length, Crc32C.TextLength)))
            return RecordVerdict.Unsound;

        var rest = body[Opening.Length..];
        if (!TakeWhole(ref rest, out long version) || version < 1)
            return RecordVerdict.Foreign;
        if (version > Version)
        {
            header = new((int)Math.Min(version, int.MaxValue), 0, 0, 0, default, checksum);
            return RecordVerdict.Newer;
        }
        if (!Take(ref rest, ",\"seq\":"u8) || !TakeWhole(ref rest, out long sequence)
            || !Take(ref rest, ",\"term\":"u8) || !TakeWhole(ref rest, out int term)
            || !Take(ref rest, ",\"prev\":\""u8) || !TakeChecksum(ref rest, out var previous)
            || !Take(ref rest, "\",\"at\":\""u8) || !TakeTime(ref rest, out var at)
            || !Take(ref rest, "\","u8) || !rest.StartsWith("\"type\":\""u8))
            return RecordVerdict.Foreign;
        header = new((int)version, sequence, term, previous, at, checksum);
        eventStart = body.Length - rest.Length;
        return RecordVerdict.Sound;
    }

    /// <summary>
    /// The event of a sound record as a JSON object of its own. It is cut out in place, without a copy: afterwards
    /// <paramref name="line"/> is no longer a record.
    /// </summary>
    public static Span<byte> TakePayload(Span<byte> line, int eventStart)
    {
        var payload = line[(eventStart - 1)..(line.Length - TrailerLength + 1)];
        payload[0] = (byte)'{';
        payload[^1] = (byte)'}';
        return payload;
    }

    /// <summary>
    /// The end of the first sound record that begins at the start of <paramref name="bytes"/>, whatever follows it; −1 when there is
    /// none.
    /// </summary>
    public static int SoundLength(ReadOnlySpan<byte> bytes)
    {
        // A member of the event may be called crc as well; beyond a few such candidates it is no record of ours.
        const int Candidates = 16;
        var from = 0;
        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            var found = bytes[from..].IndexOf(CrcMember);
            var end = from + found + TrailerLength;
            if (found < 0 || end > bytes.Length)
                return -1;
            if (Read(bytes[..end], out _, out _) != RecordVerdict.Unsound)
                return end;
            from += found + 1;
        }
        return -1;
    }

    /// <summary>
    /// Whether these bytes, newline included, still end like a whole record, up to one damaged byte: then they were written to
    /// their end and damaged later, which an interrupted write cannot look like.
    /// </summary>
    public static bool EndsLikeRecord(ReadOnlySpan<byte> bytes)
    {
        const int Matches = 9;
        if (bytes.Length < TrailerLength + 1 || bytes[^1] != '\n')
            return false;
        var trailer = bytes[^(TrailerLength + 1)..^1];
        var same = 0;
        for (var i = 0; i < CrcMember.Length; i++)
            same += trailer[i] == CrcMember[i] ? 1 : 0;
        for (var i = 1; i <= Closing.Length; i++)
            same += trailer[^i] == Closing[^i] ? 1 : 0;
        return same >= Matches;
    }

    public static string TypeOf(ReadOnlySpan<byte> payload)
    {
        var rest = payload["{\"type\":\"".Length..];
        var end = rest.IndexOf((byte)'"');
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, long number)
    {
        const int MaxDigits = 20;
        Utf8Formatter.TryFormat(number, output.GetSpan(MaxDigits), out var written);
        output.Advance(written);
    }

    private static bool TakeChecksum(ref ReadOnlySpan<byte> rest, out uint checksum)
    {
        checksum = 0;
        if (rest.Length < Crc32C.TextLength || !Crc32C.TryReadText(rest[..Crc32C.TextLength], out checksum))
            return false;
        rest = rest[Crc32C.TextLength..];
        return true;
    }

    private static bool TakeTime(ref ReadOnlySpan<byte> rest, out DateTimeOffset at)
    {
        at = default;
        if (rest.Length < AtLength
            || rest[AtLength - 1] != 'Z'
            || !Utf8Parser.TryParse(rest[..AtLength], out at, out var taken, 'O')
            || taken != AtLength)
            return false;
        rest = rest[AtLength..];
        return true;
    }
}
