namespace HpoRunner.Fuzz;

/// <summary>
/// The parsers of what comes from outside. Each is given any bytes and tells in a few words what it made of them; whatever it throws
/// is a bug. The words steer the fuzzing: an input that brings new ones is damaged further.
/// </summary>
internal static class Parsers
{
    public static IReadOnlyDictionary<string, Func<byte[], string>> All { get; } = new SortedDictionary<string, Func<byte[], string>>(StringComparer.Ordinal)
    {
        ["csv"] = CsvParser.Read,
        ["experiment"] = ExperimentParser.Read,
        ["idx"] = IdxParser.Read,
        ["journal"] = JournalParser.Read,
        ["model"] = ModelParser.Read,
        ["owner"] = OwnerParser.Read,
        ["protocol"] = ProtocolParser.Read,
        ["request"] = RequestParser.Read,
        ["result"] = ResultParser.Read,
    };

    /// <summary>A message without what differs from input to input: digits and quoted parts.</summary>
    public static string Kind(string message)
    {
        var kind = new System.Text.StringBuilder();
        foreach (var word in message.Split(' ').Take(12))
        {
            if (word.Length is > 0 and < 16 && word.All(letter => char.IsAsciiLetter(letter) || letter is ',' or '.' or ';' or ':'))
                kind.Append(word).Append(' ');
        }
        return kind.ToString();
    }
}
