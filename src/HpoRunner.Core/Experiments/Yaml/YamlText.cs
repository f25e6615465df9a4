using System.Buffers;
using System.Globalization;
using System.Text;

namespace HpoRunner.Experiments.Yaml;

/// <summary>What is checked of a text before any parser sees it: size, encoding, control characters and tabs.</summary>
internal static class YamlText
{
    public const int LargestSize = 1 << 20;

    /// <summary>Characters that no value may contain, even when written as an escape: control characters but line feed and tab.</summary>
    public static SearchValues<char> Forbidden { get; } =
        SearchValues.Create([
            .. Enumerable.Range(0, 32).Where(code => code is not ('\n' or '\t')).Select(code => (char)code),
            .. Enumerable.Range(127, 33).Select(code => (char)code),
        ]);

    /// <summary>The text as UTF-8, or null with an error when the bytes are too many or not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, Findings findings)
    {
        if (bytes.Length > LargestSize)
            return Refuse(findings, new Place(0, 0), $"the file has more than {LargestSize} bytes (1 MiB), the most that is allowed");
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
            return Refuse(findings, new Place(0, 0), "the file is UTF-16; save it as UTF-8");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException broken)
        {
            var before = bytes[..Math.Max(0, broken.Index)];
            var line = before.Count((byte)'\n') + 1;
            var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            return Refuse(findings, new Place(line, column), "a byte that is not UTF-8; save the file as UTF-8");
        }
    }

    /// <summary>The text that can be parsed, or null when its structure cannot be trusted; errors are among the findings.</summary>
    public static string? Check(string text, Findings findings, string? option)
    {
        if (Encoding.UTF8.GetByteCount(text) > LargestSize)
            return Refuse(findings, new Place(0, 0, option),
                $"the text has more than {LargestSize} bytes (1 MiB), the most that is allowed");
        var line = 1;
        var isSound = true;
        var hasTabs = false;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            if (findings.IsFull)
                return null;
            isSound &= CheckCharacters(row, line, findings, option);
            hasTabs |= FindTab(row, line, findings, option, ref isSound);
            line++;
        }
        if (!isSound)
            return null;
        return hasTabs ? text.Replace('\t', ' ') : text;
    }

    private static bool CheckCharacters(ReadOnlySpan<char> row, int line, Findings findings, string? option)
    {
        var at = row.IndexOfAny(Forbidden);
        if (at < 0)
            at = LoneSurrogate(row);
        if (at < 0)
            return true;
        findings.Error(new Place(line, at + 1, option), "", string.Create(CultureInfo.InvariantCulture,
            $"the control character U+{(int)row[at]:X4} is not allowed"));
        return false;
    }

    /// <summary>
    /// A tab in the indentation makes the structure a matter of taste, so the text is not parsed; elsewhere it counts as a blank.
    /// </summary>
    private static bool FindTab(ReadOnlySpan<char> row, int line, Findings findings, string? option, ref bool isSound)
    {
        var tab = row.IndexOf('\t');
        if (tab < 0 || row.TrimStart() is [] or ['#', ..])
            return false;
        isSound &= tab >= row.Length - row.TrimStart().Length;
        findings.Error(new Place(line, tab + 1, option), "", "a tab is not allowed; indent and separate with blanks");
        return true;
    }

    private static int LoneSurrogate(ReadOnlySpan<char> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (!char.IsSurrogate(row[i]))
                continue;
            if (i + 1 >= row.Length || !char.IsSurrogatePair(row[i], row[i + 1]))
                return i;
            i++;
        }
        return -1;
    }

    private static string? Refuse(Findings findings, Place place, string message)
    {
        findings.Error(place, "", message);
        return null;
    }
}
