using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>What of its experiment a run may change on its way: limits and workers, never what decides a score.</summary>
/// <param name="Budget">As the header says, or as a resume changed it.</param>
/// <param name="Until">The instant that its time of day means; null without one.</param>
/// <param name="Workers">As the header says, or as a resume or a request changed them.</param>
/// <param name="File">The experiment file's text as it was taken up last.</param>
internal sealed record RunSettings(BudgetSettings Budget, DateTimeOffset? Until, WorkerSettings Workers, string File)
{
    public static RunSettings Of(RunStarted header) =>
        new(header.Experiment.Budget, header.Until, header.Experiment.Workers, header.File);

    public RunSettings After(RunResumed resumed)
    {
        var settings = resumed.Budget is { } budget ? this with { Budget = budget, Until = resumed.Until } : this;
        var workers = resumed.Settings ?? Workers;
        return settings with
        {
            Workers = resumed.Workers is { } count ? workers with { Count = count } : workers,
            File = resumed.File ?? File,
        };
    }

    public RunSettings After(WorkersChanged changed) => this with { Workers = Workers with { Count = changed.Count } };
}
