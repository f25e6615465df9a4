using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HpoRunner.Fuzz;

internal enum Verdict
{
    Fine,
    Threw,

    /// <summary>More than a second of processor time: wall time would blame a parser for what else the machine does.</summary>
    Slow,

    /// <summary>No answer within <see cref="ChildProcess.Patience"/>.</summary>
    Hung,

    /// <summary>The process ended: a stack overflow, or more memory than it may have in a way that cannot be caught.</summary>
    Died,
}

/// <param name="What">What the parser made of the input, or how it failed: failures with the same words before the colon are one.</param>
internal sealed record Answer(Verdict Verdict, string What, double Milliseconds)
{
    public string Failure => Verdict == Verdict.Threw ? What[..What.IndexOf(": ", StringComparison.Ordinal)] : Verdict.ToString();
}

/// <summary>A parser in a process of its own, with a bounded heap; started anew after its death.</summary>
internal sealed class ChildProcess(string parser) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const double LongestMilliseconds = 1000;
    private const string HeapLimit = "0x18000000";

    private Process? _process;

    public Answer Give(byte[] input)
    {
        _process ??= Start();
        try
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, input.Length);
            var stream = _process.StandardInput.BaseStream;
            stream.Write(length);
            stream.Write(input);
            stream.Flush();
            var reading = _process.StandardOutput.ReadLineAsync();
            if (!reading.Wait(Patience))
                return Replace(Verdict.Hung);
            return reading.Result is { } line ? Parse(line) : Replace(Verdict.Died);
        }
        catch (IOException)
        {
            return Replace(Verdict.Died);
        }
    }

    public void Dispose()
    {
        if (_process is not { } process)
            return;
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
            process.Kill();
        process.Dispose();
    }

    private static Answer Parse(string line)
    {
        var parts = line.Split('\t', 3);
        var milliseconds = double.Parse(parts[0], CultureInfo.InvariantCulture);
        var verdict = parts[1] == "threw" ? Verdict.Threw : milliseconds > LongestMilliseconds ? Verdict.Slow : Verdict.Fine;
        return new Answer(verdict, parts[2], milliseconds);
    }

    private Answer Replace(Verdict verdict)
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
        return new Answer(verdict, "", 0);
    }

    private Process Start()
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var start = new ProcessStartInfo(dotnet, [typeof(ChildProcess).Assembly.Location, "child", parser])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        // The same input must give the same answer: no core dumps, no tiers that count time.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
