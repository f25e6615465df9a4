namespace HpoRunner.Journal;

/// <summary>Another process coordinates this run; exit code 6.</summary>
internal sealed class RunLockedException(string folder, RunOwner? owner)
    : Exception(owner is null
        ? $"the run in {folder} is being coordinated by another process; {Next}"
        : FormattableString.Invariant($"the run in {folder} is being coordinated by process {owner.Pid} on {owner.Host} ")
            + FormattableString.Invariant($"since {owner.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; {Next}"))
{
    private const string Next = "'hpo status' says how far it is, 'hpo stop' ends it";

    /// <summary>Null when the owner file could not be read.</summary>
    public RunOwner? Owner { get; } = owner;
}
