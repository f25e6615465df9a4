using HpoRunner.Experiments;
using HpoRunner.Hosting;
using HpoRunner.Journal;

namespace HpoRunner.Commands;

/// <summary>
/// What somebody changed in a run's <c>experiment.yaml</c> since it was started. Comments, order, budget and number of workers may change;
/// anything else would make old and new results incomparable. Overrides of the command line stand in neither text and stay as they were.
/// </summary>
/// <param name="Budget">The new budget; null when it is as it was.</param>
/// <param name="Workers">The new number of workers; null when it is as it was.</param>
/// <param name="Problems">Why the edit cannot be taken up, line by line; empty when it can.</param>
internal sealed record ExperimentEdit(BudgetSettings? Budget, int? Workers, IReadOnlyList<string> Problems)
{
    public static ExperimentEdit Of(RunFolder folder, RunStarted header)
    {
        if (!File.Exists(folder.ExperimentFile) || File.ReadAllText(folder.ExperimentFile) is var text && text == header.File)
            return new(null, null, []);
        var path = Path.Combine(header.Folder, Path.GetFileName(folder.ExperimentFile));
        var before = ExperimentFile.ReadText(header.File, path, new Overrides());
        var after = ExperimentFile.ReadText(text, path, new Overrides());
        if (after.Experiment is not { } edited)
            return new(null, null, [.. after.Errors.Select(error => error.ToText(folder.ExperimentFile))]);
        // A file without a name takes that of the file, which differs between the two places.
        if (before.Experiment is not { } original || RunHeader.Hash(original) != RunHeader.Hash(edited))
            return new(null, null, ["only budget and workers may change when a run goes on; take the rest back, or start a new run:", .. Difference(header.File, text)]);
        return new(
            edited.Budget == original.Budget ? null : edited.Budget,
            edited.Workers.Count == original.Workers.Count ? null : edited.Workers.Count,
            []);
    }

    /// <summary>Lines that only one of the two has, blank ones and comments left out.</summary>
    private static IEnumerable<string> Difference(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return old.Except(now).Select(line => "- " + line).Concat(now.Except(old).Select(line => "+ " + line));
    }

    private static List<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.TrimStart() is { Length: > 0 } content && content[0] != '#')];
}
