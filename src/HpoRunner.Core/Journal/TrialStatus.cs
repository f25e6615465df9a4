namespace HpoRunner.Journal;

internal enum TrialStatus
{
    Pending,
    Running,
    Completed,
    Diverged,
    Failed,
    Infeasible,
    Stopped,
}
