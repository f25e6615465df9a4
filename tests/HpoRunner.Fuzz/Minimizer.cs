namespace HpoRunner.Fuzz;

/// <summary>
/// Makes a failing input smaller while it fails in the same way: pieces are left out, half of it first and then smaller ones down to
/// single bytes, until none can go (Zeller's delta debugging, without its complements).
/// </summary>
internal static class Minimizer
{
    private const int MostTries = 2000;

    public static byte[] Minimize(byte[] input, Func<byte[], bool> failsAlike)
    {
        var tries = 0;
        for (var size = Math.Max(1, input.Length / 2); ; size = Math.Max(1, size / 2))
        {
            var before = input.Length;
            for (var start = 0; start < input.Length && tries < MostTries;)
            {
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(Math.Min(start + size, input.Length))];
                tries++;
                if (failsAlike(shorter))
                    input = shorter;
                else
                    start += size;
            }
            if (tries >= MostTries || (size == 1 && input.Length == before))
                return input;
        }
    }
}
