using HpoRunner.Journal;
using HpoRunner.Storage;

namespace HpoRunner;

/// <summary>
/// Whether the search waits for room on the disk. A pause delays and changes nothing else; how long it lasted is for people, so it is
/// journalled.
/// </summary>
internal sealed class DiskPause(LiveState state, Notices notices)
{
    /// <returns>What is to be journalled of it; null when everything stays as it is.</returns>
    public JournalEvent? Look(DiskReading disk)
    {
        if (state.SearchEnd is not null || state.Closed is not null)
            return null;
        var isPaused = state.Paused is not null;
        var shortage = DiskLimits.Shortage(disk, state.Settings.Budget.Disk, isPaused);
        if (isPaused == (shortage is not null))
            return null;
        if (shortage is null)
        {
            notices.Add("there is room on the disk again: the search goes on");
            return new RunContinued();
        }
        notices.Add($"paused: {shortage}");
        return new RunPaused(shortage);
    }
}
