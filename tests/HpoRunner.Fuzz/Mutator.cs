using HpoRunner.Training.Numerics;

namespace HpoRunner.Fuzz;

/// <summary>
/// Makes new inputs from old ones, the same from the same seed: bits and bytes flipped, pieces left out, doubled, repeated, moved and
/// taken from other inputs, words of the format put in; and, where the format has a structure, whole numbers, texts, cells and lines
/// exchanged. A journal is sealed anew every other time, or its checksums would keep everything else from being looked at.
/// </summary>
internal sealed class Mutator(string parser, RandomStream random)
{
    /// <summary>Longer inputs are read, but not gone on from: a few of them would eat the budget.</summary>
    public const int LongestKept = 20_000;

    private const int Longest = 300_000;

    private readonly IReadOnlyList<byte[]> _words = Dictionaries.Of(parser);

    public byte[] Mutate(IReadOnlyList<byte[]> pool)
    {
        var input = pool[random.NextInt(pool.Count)];
        for (var edits = 1 << random.NextInt(4); edits > 0; edits--)
            input = Edit(input, pool);
        if (input.Length > Longest)
            input = input[..Longest];
        return parser == "journal" && random.NextInt(2) == 0 ? Sealed(input, pool[0]) : input;
    }

    /// <summary>Mostly with a sound header: one that is damaged ends the reading before the rest is looked at.</summary>
    private byte[] Sealed(byte[] journal, byte[] sound) =>
        JournalSeal.Seal(random.NextInt(4) == 0 ? journal : [.. FirstLine(sound), .. journal.AsSpan(FirstLine(journal).Length)]);

    private static ReadOnlySpan<byte> FirstLine(byte[] journal) => journal.AsSpan(0, journal.AsSpan().IndexOf((byte)'\n') + 1);

    private byte[] Edit(byte[] input, IReadOnlyList<byte[]> pool)
    {
        if (input.Length == 0)
            return Word();
        switch (random.NextInt(11))
        {
            case 0:
                return Replace(input, Place(input, 1), [(byte)(input[At(input)] ^ (1 << random.NextInt(8)))]);
            case 1:
                return Replace(input, Place(input, 1), [(byte)random.NextInt(256)]);
            case 2:
                return Replace(input, Place(input, 64), []);
            case 3:
                return Repeat(input, Place(input, 64));
            case 4:
                return Splice(input, pool[random.NextInt(pool.Count)]);
            case 5:
                return Replace(input, new(At(input), 0), Word());
            case 6:
                return Replace(input, Place(input, 8), Word());
            case 7:
                return random.NextInt(4) == 0 ? input[..At(input)] : Replace(input, Place(input, 1), []);
            case 8:
                return Exchange(input, Token(input), Token(input));
            case 9:
                return Exchange(input, Line(input), Line(input));
            default:
                return Replace(input, Token(input), Word());
        }
    }

    private byte[] Word() => _words[random.NextInt(_words.Count)];

    private int At(byte[] input) => random.NextInt(input.Length);

    private Piece Place(byte[] input, int longest)
    {
        var start = At(input);
        return new(start, Math.Min(1 + random.NextInt(longest), input.Length - start));
    }

    /// <summary>A run of letters, digits and signs: a number, a name, a cell.</summary>
    private Piece Token(byte[] input)
    {
        var middle = At(input);
        var (start, end) = (middle, middle);
        while (start > 0 && IsInToken(input[start - 1]))
            start--;
        while (end < input.Length && IsInToken(input[end]))
            end++;
        return new(start, end - start);
    }

    private Piece Line(byte[] input)
    {
        var start = input.AsSpan(0, At(input)).LastIndexOf((byte)'\n') + 1;
        var end = input.AsSpan(start).IndexOf((byte)'\n');
        return new(start, end < 0 ? input.Length - start : end + 1);
    }

    private static bool IsInToken(byte value) =>
        char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'_';

    private static byte[] Replace(byte[] input, Piece piece, ReadOnlySpan<byte> by) =>
        [.. input.AsSpan(0, piece.Start), .. by, .. input.AsSpan(piece.End)];

    private static byte[] Exchange(byte[] input, Piece first, Piece second)
    {
        if (first.Start > second.Start)
            (first, second) = (second, first);
        return first.End > second.Start ? input :
        [
            .. input.AsSpan(0, first.Start), .. input.AsSpan(second.Start, second.Length), .. input.AsSpan(first.End, second.Start - first.End),
            .. input.AsSpan(first.Start, first.Length), .. input.AsSpan(second.End),
        ];
    }

    /// <summary>A few times, and now and then many times: depth and length are what breaks parsers.</summary>
    private byte[] Repeat(byte[] input, Piece piece)
    {
        var times = random.NextInt(60) == 0 ? 1 + random.NextInt(40_000 / piece.Length) : 1 + random.NextInt(4);
        var repeated = new byte[piece.Length * times];
        for (var time = 0; time < times; time++)
            input.AsSpan(piece.Start, piece.Length).CopyTo(repeated.AsSpan(time * piece.Length));
        return Replace(input, new(piece.End, 0), repeated);
    }

    private byte[] Splice(byte[] input, byte[] other)
    {
        if (other.Length == 0)
            return input;
        var piece = Place(other, 400);
        return Replace(input, random.NextInt(2) == 0 ? new(At(input), 0) : Place(input, 400), other.AsSpan(piece.Start, piece.Length));
    }

    private readonly record struct Piece(int Start, int Length)
    {
        public int End => Start + Length;
    }
}
