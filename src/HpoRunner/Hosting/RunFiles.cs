using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Reports;

namespace HpoRunner.Hosting;

/// <summary>
/// Everything that a run's folder derives from its journal: tables, charts, report, and what the cards of its models say.
/// </summary>
internal static class RunFiles
{
    public static async Task<DerivedFiles> WriteAsync(RunFolder folder, CancellationToken cancellation)
    {
        var derived = await DerivedFiles.WriteAsync(folder, cancellation);
        new BestFolder(folder).WriteCard(derived.Results);
        return derived;
    }

    /// <summary>Whether the journal went on after they were written, or they never were: the run was killed before its end.</summary>
    public static bool AreStale(RunFolder folder)
    {
        var journal = File.GetLastWriteTimeUtc(folder.Journal);
        // A missing file is as old as time itself.
        return File.GetLastWriteTimeUtc(folder.Report) < journal
            || (Directory.Exists(folder.Best) && File.GetLastWriteTimeUtc(Path.Combine(folder.Best, BestFolder.CardName)) < journal);
    }
}
