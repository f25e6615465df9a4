namespace HpoRunner.Training.Datasets;

/// <summary>
/// Finds the line where wrong quoting began. The parser notices it at the end of the damage, which after an unclosed quote can be the
/// end of the file; a user needs the quote that opened it. Runs over the file a second time, and only when something is wrong.
/// </summary>
internal static class QuoteFault
{
    private enum Place
    {
        CellStart,
        Unquoted,
        Quoted,
        Closed,
    }

    /// <summary>Line and sentence of the first fault; null when quoting is right and no quoted cell is longer than allowed.</summary>
    public static (long Line, string Message)? Find(Stream file, char delimiter, long maxCellBytes)
    {
        var buffer = new byte[1 << 16];
        var place = Place.CellStart;
        long line = 1, openedAt = 0, length = 0;
        int count;
        while ((count = file.Read(buffer)) > 0)
        {
            foreach (var letter in buffer.AsSpan(0, count))
            {
                if (place == Place.Quoted && ++length > maxCellBytes)
                    return (openedAt, $"the quote that opens here is not closed within {maxCellBytes >> 20} MiB; is its end missing?");
                if (place == Place.Closed && letter != delimiter && !" \t\r\n\""u8.Contains(letter))
                    return (
                        openedAt,
                        "the quoted cell that opens here has text after its closing quote; a quote inside one is written twice");
                if (place == Place.Unquoted && letter == '"')
                    return (line, "a quote inside an unquoted cell; put the cell in quotes and write the quote inside twice");
                (place, openedAt, length) = letter switch
                {
                    (byte)'"' when place == Place.CellStart => (Place.Quoted, line, 0),
                    (byte)'"' when place == Place.Quoted => (Place.Closed, openedAt, length),
                    (byte)'"' => (Place.Quoted, openedAt, length),
                    _ when place == Place.Quoted => (place, openedAt, length),
                    _ when letter == delimiter || letter is (byte)'\n' or (byte)'\r' => (Place.CellStart, openedAt, 0),
                    (byte)' ' or (byte)'\t' or 0xEF or 0xBB or 0xBF => (place, openedAt, length),
                    _ => (place == Place.Closed ? Place.Closed : Place.Unquoted, openedAt, length),
                };
                if (letter == '\n')
                    line++;
            }
        }
        return place == Place.Quoted ? (openedAt, "the quote that opens here is never closed") : null;
    }
}
