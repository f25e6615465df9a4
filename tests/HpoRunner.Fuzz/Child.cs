using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace HpoRunner.Fuzz;

/// <summary>
/// Reads inputs (four bytes of length, little-endian, then the bytes) from stdin and answers each with a line: the milliseconds of
/// processor time it took, <c>ok</c> or <c>threw</c>, and what came of it.
/// </summary>
internal static class Child
{
    public static int Run(Func<byte[], string> parser)
    {
        using var input = Console.OpenStandardInput();
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" };
        // Whatever a parser prints must not be taken for an answer.
        Console.SetOut(TextWriter.Null);
        var length = new byte[4];
        while (input.ReadAtLeast(length, 4, throwOnEndOfStream: false) == 4)
        {
            var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            input.ReadExactly(bytes);
            var before = Environment.CpuUsage.TotalTime;
            var (verdict, what) = Try(parser, bytes);
            var spent = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{spent:F0}\t{verdict}\t{what.ReplaceLineEndings(" ")}"));
        }
        return 0;
    }

    private static (string Verdict, string What) Try(Func<byte[], string> parser, byte[] input)
    {
        try
        {
            return ("ok", parser(input));
        }
        catch (Exception fault)
        {
            // The place of the fault, so that minimizing does not slide into another one.
            var place = new StackTrace(fault).GetFrames().FirstOrDefault(frame => frame.GetMethod()?.DeclaringType?.Namespace is { } name
                && name.StartsWith("HpoRunner", StringComparison.Ordinal) && name != "HpoRunner.Fuzz")?.GetMethod();
            return ("threw", $"{fault.GetType().Name} in {place?.DeclaringType?.Name}.{place?.Name}: {fault.Message}");
        }
    }
}
