using System.Globalization;
using System.Text;
using HpoRunner.Hosting;

namespace HpoRunner.Terminal;

/// <summary>
/// Makes standard output and error such that a run survives them: a stream that was closed before the program began (<c>&gt;&amp;-</c>)
/// is one that leads nowhere, and what cannot be written to standard error (its file's disk is full) is dropped. Standard output carries
/// results, so a failure there stays one.
/// </summary>
internal static class StandardStreams
{
    public static void Prepare()
    {
        var outClosed = IsClosed(1);
        // With both closed, the runtime's first pipe lies on both numbers; text for its writing end would be taken for signals.
        var errorClosed = IsClosed(2) || (outClosed && Target(1) == Target(2));
        Console.SetOut(outClosed
            ? TextWriter.Null
            : Writer(new GuardedStream(Console.OpenStandardOutput(), Refuse), Console.OutputEncoding));
        Console.SetError(errorClosed
            ? TextWriter.Null
            : Writer(new GuardedStream(Console.OpenStandardError()), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
    }

    private static TextWriter Writer(Stream stream, Encoding encoding) =>
        TextWriter.Synchronized(new StreamWriter(stream, encoding) { AutoFlush = true });

    /// <summary>The system says what is wrong, and not where.</summary>
    private static void Refuse(IOException fault) => throw new IOException($"standard output cannot be written: {fault.Message}", fault);

    /// <summary>
    /// Whether the descriptor is none for writing. The system tells its access mode in the two lowest bits of octal flags; 0 is reading
    /// alone.
    /// </summary>
    private static bool IsClosed(int descriptor)
    {
        const string Facts = "/proc/self/fdinfo";
        if (!Directory.Exists(Facts))
            return false;
        var path = Path.Combine(Facts, descriptor.ToString(CultureInfo.InvariantCulture));
        if (!File.Exists(path))
            return true;
        var flags = File.ReadLines(path).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return flags is not null && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & 3) == 0;
    }

    private static string? Target(int descriptor) =>
        new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget;
}
