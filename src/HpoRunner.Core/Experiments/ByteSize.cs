using System.Globalization;

namespace HpoRunner.Experiments;

/// <summary>Amounts of memory and disk as users write them: a whole number and KiB, MiB, GiB or TiB (powers of 1024).</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
    ];

    /// <summary>Reads an amount above zero and up to 8191 TiB; otherwise <paramref name="problem"/> says what is wrong.</summary>
    public static bool TryParse(string text, out long bytes, out string problem)
    {
        bytes = 0;
        problem = $"{Yaml.CoreSchema.Show(text)} is not an amount; write one like 512MiB or 4GiB";
        foreach (var (unit, factor) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
                continue;
            if (!int.TryParse(text.AsSpan()[..^unit.Length].TrimEnd(' '), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return false;
            bytes = count is > 0 and < 8192 || factor < 1L << 40 ? count * factor : 0;
            problem = $"{text} is not allowed; an amount is above 0 and below 8192TiB";
            return bytes > 0;
        }
        return false;
    }

    /// <summary>In the largest unit that leaves a whole number, as it could be written.</summary>
    public static string Format(long bytes)
    {
        var (unit, factor) = Units.FirstOrDefault(row => bytes >= row.Bytes && bytes % row.Bytes == 0);
        return unit is null
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{unit}");
    }

    /// <summary>For messages about measured amounts: "1.2 GiB".</summary>
    public static string Round(long bytes)
    {
        var (unit, factor) = Units.FirstOrDefault(row => bytes >= row.Bytes, Units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / factor:0.#} {unit}");
    }
}
