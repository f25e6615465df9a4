using System.ComponentModel;
using System.Diagnostics;

namespace HpoRunner.Workers;

/// <summary>
/// A process beside the coordinator that outlives it for a moment: when both the coordinator and a worker are killed, nobody of theirs is
/// left to end what a trainer started in a session of its own. It waits for the end of its input, gives workers the time to go by
/// themselves, and then kills whoever still carries the <see cref="FamilyMark"/>. It is a shell script (one megabyte, and no start-up to
/// speak of), in a session of its own, deaf to signals from the terminal; one that dies is replaced. Linux alone.
/// </summary>
internal sealed class OrphanGuard : IAsyncDisposable
{
    private const int MostStarts = 100;
    private const string Dismissal = "dismissed";

    private const string Script = $$"""
        trap '' INT TERM HUP
        read -r word
        [ "$word" = {{Dismissal}} ] && exit
        sleep 2
        for round in 1 2 3 4; do
          for file in $(grep -lsaF -- "$1" /proc/[0-9]*/environ); do
            pid=${file#/proc/}
            kill -9 "${pid%/environ}" 2>/dev/null
          done
          sleep 0.4
        done
        """;

    private readonly string _mark;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    private OrphanGuard(string mark, Action<string> log)
    {
        (_mark, _log) = (mark, log);
        _watching = WatchAsync();
    }

    /// <summary>Null where there is nothing to guard with.</summary>
    /// <param name="mark">Part of the mark of every worker of this coordinator.</param>
    public static OrphanGuard? Start(string mark, Action<string> log) => OperatingSystem.IsLinux() ? new OrphanGuard(mark, log) : null;

    /// <summary>Returns when the guard is gone. Call it when no worker lives any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        for (var start = 0; start < MostStarts && !_ending.IsCancellationRequested; start++)
        {
            if ((Start("setsid", "sh") ?? Start("sh")) is not { } guard)
                return;
            using (guard)
                await AttendAsync(guard);
        }
    }

    private async Task AttendAsync(Process guard)
    {
        try
        {
            await guard.WaitForExitAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            try
            {
                await guard.StandardInput.WriteLineAsync(Dismissal);
                await guard.StandardInput.FlushAsync(CancellationToken.None);
            }
            catch (IOException)
            {
                // It died just now.
            }
            await guard.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>All its streams are pipes to us, so that it does not hold anything open that somebody else reads.</summary>
    private Process? Start(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], [.. command[1..], "-c", Script, "hpo-guard", _mark])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception fault)
        {
            _log($"{command[0]} cannot be started to guard against orphans: {fault.Message}");
            return null;
        }
    }
}
