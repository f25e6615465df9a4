using System.Text;

namespace HpoRunner.Training.Datasets;

/// <summary>What separates the cells of a file.</summary>
internal static class Delimiter
{
    private const int LongestHeader = 1 << 24;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>
    /// The candidate seen most often in the header outside quotes, the earlier one of , ; tab | when two tie; a comma when there is none.
    /// </summary>
    public static char Detect(Stream file)
    {
        var counts = new int[Candidates.Length];
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var inQuotes = false;
        var begun = false;
        for (var length = 0; length < LongestHeader && reader.Read() is var letter and >= 0; length++)
        {
            if (letter == '"')
                inQuotes = !inQuotes;
            if (letter == 0 || (!inQuotes && begun && letter is '\n' or '\r'))
                break;
            begun |= letter is not ('\n' or '\r');
            var candidate = inQuotes ? -1 : Array.IndexOf(Candidates, (char)letter);
            if (candidate >= 0)
                counts[candidate]++;
        }
        return Candidates[Array.IndexOf(counts, counts.Max())];
    }
}
