using HpoRunner.Experiments;

namespace HpoRunner.Storage;

/// <summary>
/// When a run has too little room to start more. What the end of the run still writes is kept free for it: a fixed share for charts, page
/// and model, and once the journal's size for the tables made from it (measured: 1.0 times, of which the learning curves are 0.9).
/// </summary>
internal static class DiskLimits
{
    /// <summary>Charts with their images take 2–3 MiB, the page up to 2, a model of the sizes searched here below one.</summary>
    private const long Fixed = 8L << 20;

    /// <summary>What must stay free for the end of a run whose journal has so many bytes.</summary>
    public static long Reserve(long journalBytes) => Fixed + journalBytes;

    /// <summary>What is short and what can be done about it, as a sentence; null when there is room.</summary>
    /// <param name="budget">What the run's folder may hold; null: any.</param>
    /// <param name="isPaused">A paused run goes on only with some room to spare, so that it does not stop and go.</param>
    public static string? Shortage(DiskReading disk, long? budget, bool isPaused)
    {
        var reserve = Reserve(disk.Journal);
        var spare = isPaused ? reserve + (Fixed / 2) : reserve;
        if (disk.Free < spare)
            return
                $"{ByteSize.Round(disk.Free)} are free where the run is kept, and its report needs {ByteSize.Round(reserve)}; "
                + "nothing new is started until there is room";
        if (budget is { } most && Math.Max(disk.Used, 2 * disk.Journal) + Fixed > most)
            return
                $"the run's folder holds {ByteSize.Round(disk.Used)} of the {ByteSize.Format(most)} of budget.disk, "
                + $"and its report needs {ByteSize.Round(Fixed)}; nothing new is started until old files in its logs folder are removed, "
                + "or the run is stopped, given a larger budget.disk in its experiment.yaml, and resumed";
        return null;
    }
}
