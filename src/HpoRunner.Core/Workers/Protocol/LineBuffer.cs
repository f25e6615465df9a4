using System.Buffers;
using System.Text.Json;

namespace HpoRunner.Workers.Protocol;

/// <summary>Whole lines of messages, waiting to be written in one go. Not safe for threads.</summary>
internal sealed class LineBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;

    public LineBuffer() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { SkipValidation = true });

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public void Add(ProtocolMessage message)
    {
        _json.Reset();
        ProtocolJson.Write(_json, message);
        _json.Flush();
        _bytes.GetSpan(1)[0] = (byte)'\n';
        _bytes.Advance(1);
    }

    public void Clear() => _bytes.ResetWrittenCount();
}
