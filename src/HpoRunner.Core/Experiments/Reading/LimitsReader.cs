namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>budget</c> and <c>workers</c>: what a run may change when it goes on.</summary>
internal static class LimitsReader
{
    public static BudgetSettings ReadBudget(Section root)
    {
        var section = root.Open("budget");
        var defaults = new BudgetSettings();
        var disk = section.Size("disk");
        if (disk < BudgetSettings.LeastDisk)
            section.Error(
                "disk",
                $"{ByteSize.Format(disk.Value)} cannot hold report, charts and model of a run; "
                + $"allowed: {ByteSize.Format(BudgetSettings.LeastDisk)} or more");
        return new BudgetSettings(
            (int?)section.Whole("trials"), section.Duration("time"), section.TimeOfDay("until"),
            (int)(section.Whole("max_failed") ?? defaults.MaxFailed), disk);
    }

    public static WorkerSettings ReadWorkers(Section root)
    {
        var section = root.Open("workers");
        var defaults = new WorkerSettings();
        return new WorkerSettings(
            (int?)section.WholeOrName("count"), (int)(section.Whole("threads") ?? defaults.Threads), section.Duration("timeout"),
            (int)(section.Whole("retries") ?? defaults.Retries), section.Duration("silence"), section.Size("memory"));
    }
}
