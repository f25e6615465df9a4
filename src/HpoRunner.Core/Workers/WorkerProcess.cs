using System.Diagnostics;
using System.Globalization;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>One worker as an operating system sees it: a process in a group of its own, three pipes, signals, an exit code.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _mark;
    private readonly StderrTail _errors;

    private WorkerProcess(Process process, string mark, Action<string> log)
    {
        (_process, _mark) = (process, mark);
        Pid = process.Id;
        Input = new WorkerInput(process.StandardInput.BaseStream);
        Output = new LineReader(process.StandardOutput.BaseStream);
        _errors = new StderrTail(process.StandardError.BaseStream, log, $"worker {Pid} stderr");
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    public int Pid { get; }

    public WorkerInput Input { get; }

    public LineReader Output { get; }

    /// <summary>From the system's word on the process, not from its pipes, which a grandchild may hold open.</summary>
    public Task Exited { get; }

    /// <summary>128 + the signal when a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    public IReadOnlyList<string> LastLines => _errors.LastLines;

    public Task ErrorsEnded => _errors.Ended;

    /// <summary>Call from a thread that lasts: the kernel takes its end for the coordinator's death.</summary>
    /// <param name="mark">By which what it starts is known as its own.</param>
    public static WorkerProcess Start(WorkerCommand command, string mark, Action<string> log)
    {
        var start = new ProcessStartInfo(command.File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment[FamilyMark.Variable] = FamilyMark.ValueFor(mark);
        return new WorkerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command.File} did not start"), mark, log);
    }

    /// <summary>Memory that the process itself holds right now; 0 when it is gone.</summary>
    public long ResidentBytes()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
            // The second number of statm counts resident pages; a Process object would read three larger files for it.
            var fields = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Pid}/statm")).Split(' ');
            return long.Parse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Asks the whole group to end; where there are no such signals, ends it.</summary>
    public void Terminate() => Signal(LibC.SigTerm);

    /// <summary>Ends the whole group at once, stopped processes and those that ignore SIGTERM too.</summary>
    public void Kill() => Signal(LibC.SigKill);

    /// <summary>
    /// Ends what a dead worker left: in its group, and in other sessions what carries its mark. A group's number cannot mean
    /// another one yet: while members live the kernel keeps it, and this is called right after the death.
    /// </summary>
    public void KillRemains()
    {
        if (!OperatingSystem.IsWindows())
            LibC.Kill(-Pid, LibC.SigKill);
        FamilyMark.KillAll(_mark);
    }

    public void Dispose()
    {
        Input.Close();
        // The process object leaves streams that were handed out open.
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
    }

    private void Signal(int signal)
    {
        if (Exited.IsCompleted)
            return;
        if (OperatingSystem.IsWindows())
            _process.Kill(entireProcessTree: true);
        // A worker that has just begun may not lead its group yet.
        else if (LibC.Kill(-Pid, signal) != 0)
            LibC.Kill(Pid, signal);
    }
}
