using System.Buffers.Binary;

namespace HpoRunner.Training.Models;

/// <summary>Kinds of numbers that model files hold here: 32-bit and 64-bit IEEE floats.</summary>
public enum TensorType
{
    F32,
    F64,
}

/// <summary>
/// A named array of numbers, row-major in the given shape, kept as the little-endian bytes that a model file holds. A scalar has the
/// empty shape.
/// </summary>
public sealed class Tensor
{
    /// <exception cref="ArgumentException">When there are not as many bytes as shape and type say.</exception>
    internal Tensor(string name, TensorType type, IReadOnlyList<int> shape, byte[] bytes)
    {
        (Name, Type, Shape, Bytes) = (name, type, shape, bytes);
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (shape.Any(size => size < 0) || count * SizeOf(type) != bytes.Length)
            throw new ArgumentException(
                $"tensor '{name}': {bytes.Length} bytes do not fit [{string.Join(", ", shape)}] of {type}", nameof(bytes));
    }

    public string Name { get; }

    public TensorType Type { get; }

    public IReadOnlyList<int> Shape { get; }

    internal byte[] Bytes { get; }

    public static Tensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return new Tensor(name, TensorType.F32, shape, bytes);
    }

    public static Tensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<double> values)
    {
        var bytes = new byte[values.Length * sizeof(double)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        return new Tensor(name, TensorType.F64, shape, bytes);
    }

    /// <exception cref="InvalidDataException">When the tensor is of another type.</exception>
    public float[] ToFloats()
    {
        Expect(TensorType.F32);
        var values = new float[Bytes.Length / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(Bytes.AsSpan(i * sizeof(float)));
        return values;
    }

    /// <inheritdoc cref="ToFloats"/>
    public double[] ToDoubles()
    {
        Expect(TensorType.F64);
        var values = new double[Bytes.Length / sizeof(double)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(Bytes.AsSpan(i * sizeof(double)));
        return values;
    }

    internal static int SizeOf(TensorType type) => type switch
    {
        TensorType.F32 => sizeof(float),
        TensorType.F64 => sizeof(double),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown type"),
    };

    private void Expect(TensorType type)
    {
        if (Type != type)
            throw new InvalidDataException($"tensor '{Name}' is of type {Type}, not {type}");
    }
}
