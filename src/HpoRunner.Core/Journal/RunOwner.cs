namespace HpoRunner.Journal;

/// <summary>Who coordinates a run. For people: the lock decides, and an owner file without a lock is what a killed process left.</summary>
internal sealed record RunOwner(int Pid, string Host, DateTimeOffset Start);
