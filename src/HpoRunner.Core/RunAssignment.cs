using HpoRunner.Journal;

namespace HpoRunner;

/// <summary>One run to coordinate: its open journal, its state so far, and who watches.</summary>
internal sealed record RunAssignment(OpenJournal Journal, LiveState State, int WorkerCount, IRunObserver Observer, TimeProvider Time)
{
    public RunFolder Folder => Journal.Folder;
}
