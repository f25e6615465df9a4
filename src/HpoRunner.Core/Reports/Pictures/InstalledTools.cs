using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HpoRunner.Reports.Pictures;

/// <summary>
/// Programs of this machine. One that hangs is killed a minute after it was told all, with what it started; cancelling kills it at
/// once.
/// </summary>
internal sealed class InstalledTools : IToolRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe"] : [""];
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists);
    }

    public (string File, IReadOnlyList<string> Arguments)? Self(IReadOnlyList<string> arguments) =>
        ThisProgram.IsHpo ? ThisProgram.With(arguments) : null;

    public async Task<(int ExitCode, string Error)> Run(
        string program, IReadOnlyList<string> arguments, IAsyncEnumerable<string> input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var process = new Process { StartInfo = start };
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await Write(process.StandardInput, input.WithCancellation(deadline.Token));
            deadline.CancelAfter(Patience);
            await process.WaitForExitAsync(deadline.Token);
            await output;
            return (process.ExitCode, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return (-1, $"no answer within {Patience.TotalSeconds:F0} seconds");
        }
    }

    private static async Task Write(StreamWriter program, ConfiguredCancelableAsyncEnumerable<string> lines)
    {
        program.AutoFlush = true;
        var isOpen = true;
        await foreach (var line in lines)
            isOpen = isOpen && TryWrite(() => program.WriteLine(line));
        TryWrite(program.Close);
    }

    /// <summary>False when the program reads no more.</summary>
    private static bool TryWrite(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
