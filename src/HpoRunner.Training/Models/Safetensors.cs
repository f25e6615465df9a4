using System.Buffers.Binary;
using System.Text.Json;

namespace HpoRunner.Training.Models;

/// <summary>
/// A model file in the safetensors format: 8 bytes with the header's length (unsigned, little-endian), the header as a JSON object, then
/// the tensors' bytes without gaps. The header gives each tensor its <c>dtype</c>, <c>shape</c> and <c>data_offsets</c> [begin, end), which
/// count from the header's end; <c>__metadata__</c> holds texts by name. The file holds numbers and texts only, so reading one runs
/// nothing. Source: the format's description in the safetensors repository, version 0.4. Here the header is padded with blanks to a
/// multiple of 8, so that the numbers are aligned, and the wider types come first; the reader takes any order, types F32 and F64, and
/// nothing else.
/// </summary>
/// <param name="Tensors">In the order of the file; names differ.</param>
public sealed record Safetensors(IReadOnlyList<Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataName = "__metadata__";
    private const int LengthBytes = sizeof(ulong);

    // The format's own limit: a longer header is no header.
    private const long LongestHeader = 100_000_000;

    /// <summary>The tensor of this name.</summary>
    /// <exception cref="InvalidDataException">When there is none, or it has another shape.</exception>
    public Tensor Find(string name, params ReadOnlySpan<int> shape)
    {
        var tensor =
            Tensors.FirstOrDefault(tensor => tensor.Name == name) ?? throw new InvalidDataException($"the model has no tensor '{name}'");
        if (!shape.SequenceEqual([.. tensor.Shape]))
            throw new InvalidDataException(
                $"tensor '{name}' has the shape [{string.Join(", ", tensor.Shape)}], not [{string.Join(", ", shape.ToArray())}]");
        return tensor;
    }

    /// <summary>The bytes of the whole file.</summary>
    public byte[] ToBytes()
    {
        var ordered = Tensors.OrderByDescending(tensor => Tensor.SizeOf(tensor.Type)).ToList();
        var header = WriteHeader(ordered);
        var file = new byte[LengthBytes + header.Length + ordered.Sum(tensor => (long)tensor.Bytes.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, LengthBytes);
        var place = LengthBytes + header.Length;
        foreach (var tensor in ordered)
        {
            tensor.Bytes.CopyTo(file, place);
            place += tensor.Bytes.Length;
        }
        return file;
    }

    /// <exception cref="InvalidDataException">When the bytes are not such a file; the message says what is wrong.</exception>
    public static Safetensors Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < LengthBytes)
            throw new InvalidDataException("the file is too short for a safetensors header");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > LongestHeader || length > (ulong)(file.Length - LengthBytes))
            throw new InvalidDataException($"the header is said to have {length} bytes, the file has {file.Length}");
        var body = file[(LengthBytes + (int)length)..];
        try
        {
            using var header = JsonDocument.Parse(file.Slice(LengthBytes, (int)length).ToArray());
            return Parse(header.RootElement, body);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"the safetensors header cannot be understood: {fault.Message}", fault);
        }
    }

    private static Safetensors Parse(JsonElement header, ReadOnlySpan<byte> body)
    {
        var tensors = new List<(long Begin, Tensor Tensor)>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == MetadataName)
            {
                foreach (var text in entry.Value.EnumerateObject())
                    metadata.Add(text.Name, text.Value.GetString()!);
                continue;
            }
            tensors.Add(ParseTensor(entry, body));
        }
        tensors.Sort((one, other) => one.Begin.CompareTo(other.Begin));
        var end = 0L;
        foreach (var (begin, tensor) in tensors)
        {
            if (begin != end)
                throw new InvalidDataException(
                    $"tensor '{tensor.Name}' begins at byte {begin}, where {end} was due: there must be no gaps and no overlaps");
            end += tensor.Bytes.Length;
        }
        if (end != body.Length)
            throw new InvalidDataException($"the tensors have {end} bytes, the file has {body.Length} for them");
        return new Safetensors([.. tensors.Select(entry => entry.Tensor)], metadata);
    }

    private static (long Begin, Tensor Tensor) ParseTensor(JsonProperty entry, ReadOnlySpan<byte> body)
    {
        var type = entry.Value.GetProperty("dtype").GetString();
        if (type is not (nameof(TensorType.F32) or nameof(TensorType.F64)))
            throw new InvalidDataException($"tensor '{entry.Name}' is of type {type}; F32 and F64 can be read");
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var offsets = entry.Value.GetProperty("data_offsets");
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (begin < 0 || end < begin || end > body.Length)
            throw new InvalidDataException($"tensor '{entry.Name}' lies at bytes {begin} to {end} of {body.Length}");
        return (begin, new Tensor(entry.Name, Enum.Parse<TensorType>(type), shape, body[(int)begin..(int)end].ToArray()));
    }

    private byte[] WriteHeader(IReadOnlyList<Tensor> ordered)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach (var (name, text) in Metadata)
                json.WriteString(name, text);
            json.WriteEndObject();
            var begin = 0L;
            foreach (var tensor in ordered)
            {
                WriteEntry(json, tensor, begin);
                begin += tensor.Bytes.Length;
            }
            json.WriteEndObject();
        }
        while (bytes.Length % sizeof(double) != 0)
            bytes.WriteByte((byte)' ');
        return bytes.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, Tensor tensor, long begin)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
