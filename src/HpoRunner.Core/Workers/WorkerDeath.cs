using System.Globalization;

namespace HpoRunner.Workers;

/// <summary>What an exit code says about a death that nobody asked for.</summary>
internal static class WorkerDeath
{
    /// <summary>Of a worker that heard nothing from its coordinator for too long: whatever it computed is charged to nobody.</summary>
    public const int Forsaken = 75;

    private const int SignalBase = 128;

    /// <summary>What a worker's process ends with.</summary>
    public static int ExitCodeOf(SessionEnd end) => end == SessionEnd.Silence ? Forsaken : 0;

    public static string Describe(int exitCode) => exitCode switch
    {
        0 => "ended by itself (exit code 0)",
        Forsaken => "heard nothing from the coordinator, which was stopped or blocked, and ended (exit code 75)",
        SignalBase + 9 => "was killed, likely out of memory (exit code 137)",
        SignalBase + 15 => "was terminated by someone else (exit code 143)",
        SignalBase + 6 => "aborted (exit code 134)",
        SignalBase + 11 => "crashed with a segmentation fault (exit code 139)",
        > SignalBase and < SignalBase + 65 => Text($"ended by signal {exitCode - SignalBase} (exit code {exitCode})"),
        _ => Text($"ended with exit code {exitCode}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
