using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HpoRunner.Journal;

namespace HpoRunner.Fuzz;

/// <summary>Numbers, chains and checksums the lines of a damaged journal anew, so that what stands in them is looked at.</summary>
internal static partial class JournalSeal
{
    public static byte[] Seal(byte[] journal)
    {
        var sealedLines = new List<byte>();
        var (sequence, previous) = (0, 0u);
        foreach (var line in Encoding.Latin1.GetString(journal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var body = Trailer().Replace(line, "");
            body = Sequence().Replace(body, string.Create(CultureInfo.InvariantCulture, $"\"seq\":{++sequence},"), 1);
            body = Previous().Replace(body, string.Create(CultureInfo.InvariantCulture, $"\"prev\":\"{previous:x8}\""), 1);
            var bytes = Encoding.Latin1.GetBytes(body);
            previous = Crc32C.Compute(bytes);
            sealedLines.AddRange(bytes);
            sealedLines.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"crc\":\"{previous:x8}\"}}\n")));
        }
        return [.. sealedLines];
    }

    [GeneratedRegex(",\"crc\":\"[^\"]*\"?}?$")]
    private static partial Regex Trailer();

    [GeneratedRegex("\"seq\":-?[0-9]*,")]
    private static partial Regex Sequence();

    [GeneratedRegex("\"prev\":\"[^\"]*\"")]
    private static partial Regex Previous();
}
