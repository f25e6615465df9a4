using HpoRunner.Experiments;
using HpoRunner.Hosting;
using HpoRunner.Journal;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// What somebody changed in a run's <c>experiment.yaml</c> since it was taken up last. Comments, order, budget and workers may change;
/// anything else would make old and new results incomparable. Only keys that were edited change: overrides of the command line, which stand
/// in neither text, and what a request changed while the run went on stay as they were.
/// </summary>
/// <param name="File">The new text; null when it is as it was.</param>
/// <param name="Problems">Why the edit cannot be taken up, line by line; empty when it can.</param>
internal sealed record ExperimentEdit(string? File, Experiment? Before, Experiment? After, IReadOnlyList<string> Problems)
{
    private static readonly (string Key, Func<Experiment, string> Value)[] Editable =
    [
        ("budget.trials", experiment => Text(experiment.Budget.Trials)),
        ("budget.time", experiment => Text(experiment.Budget.Time)),
        ("budget.until", experiment => Text(experiment.Budget.Until)),
        ("budget.max_failed", experiment => Text(experiment.Budget.MaxFailed)),
        ("budget.disk", experiment => Bytes(experiment.Budget.Disk)),
        ("workers.count", experiment => experiment.Workers.Count is { } count ? Text(count) : "auto"),
        ("workers.threads", experiment => Text(experiment.Workers.Threads)),
        ("workers.timeout", experiment => Text(experiment.Workers.Timeout)),
        ("workers.silence", experiment => Text(experiment.Workers.Silence)),
        ("workers.memory", experiment => Bytes(experiment.Workers.Memory)),
        ("workers.retries", experiment => Text(experiment.Workers.Retries)),
    ];

    /// <summary>"workers.timeout none → 10m", one for each key that was edited.</summary>
    public IReadOnlyList<string> Changes => Before is null || After is null ? [] :
        [
            .. Editable.Where(row => row.Value(Before) != row.Value(After))
                .Select(row => $"{row.Key} {row.Value(Before)} → {row.Value(After)}"),
        ];

    /// <summary>Whether one of the limits that end the search was edited.</summary>
    public bool ChangesLimit =>
        Before is not null
        && After is not null
        && Before.Budget with { MaxFailed = 0, Disk = null } != After.Budget with { MaxFailed = 0, Disk = null };

    public static ExperimentEdit Of(RunFolder folder, LiveState state)
    {
        if (!System.IO.File.Exists(folder.ExperimentFile)
            || System.IO.File.ReadAllText(folder.ExperimentFile) is var text && text == state.Settings.File)
            return new(null, null, null, []);
        var path = Path.Combine(state.Header.Folder, Path.GetFileName(folder.ExperimentFile));
        var before = ExperimentFile.ReadText(state.Settings.File, path, new Overrides());
        var after = ExperimentFile.ReadText(text, path, new Overrides());
        if (after.Experiment is not { } edited)
            return new(null, null, null, [.. after.Errors.Select(error => error.ToText(folder.ExperimentFile))]);
        // A file without a name takes that of the file, which differs between the two places.
        if (before.Experiment is not { } original || RunHeader.Hash(original) != RunHeader.Hash(edited))
            return new(null, null, null,
            [
                "only budget and workers may change when a run goes on; take the rest back, or start a new run:",
                .. Difference(state.Settings.File, text),
            ]);
        return new(text, original, edited, []);
    }

    /// <summary>
    /// What to say when the file that the run was started from says something else by now. It may have been edited for another run, so
    /// nothing of it is taken up; but whoever edited it for this one must not believe that it was.
    /// </summary>
    public static IEnumerable<string> NotTakenUp(RunFolder folder, LiveState state)
    {
        if (state.Header.Source is not { } source || !System.IO.File.Exists(source))
            return [];
        var known = System.IO.File.Exists(folder.ExperimentFile) ? System.IO.File.ReadAllText(folder.ExperimentFile) : state.Settings.File;
        List<string> difference = [.. Difference(known, System.IO.File.ReadAllText(source))];
        return difference.Count == 0 ? [] :
        [
            $"{RunName.RelativeToHere(source)} was edited since the run began, which a run that goes on does not take up:",
            .. difference.Select(line => "  " + line),
            $"budget and workers can change in {RunName.RelativeToHere(folder.ExperimentFile)}, "
            + "or by --trials, --for, --until and --workers; "
                + "anything else needs a new run",
        ];
    }

    /// <summary>The budget with the edited keys changed.</summary>
    public BudgetSettings Applied(BudgetSettings budget)
    {
        if (Before?.Budget is not { } old || After?.Budget is not { } edited)
            return budget;
        return new BudgetSettings(
            Edited(old.Trials, edited.Trials, budget.Trials), Edited(old.Time, edited.Time, budget.Time),
            Edited(old.Until, edited.Until, budget.Until), Edited(old.MaxFailed, edited.MaxFailed, budget.MaxFailed),
            Edited(old.Disk, edited.Disk, budget.Disk));
    }

    /// <summary>The worker settings with the edited keys changed.</summary>
    public WorkerSettings Applied(WorkerSettings workers)
    {
        if (Before?.Workers is not { } old || After?.Workers is not { } edited)
            return workers;
        return new WorkerSettings(
            Edited(old.Count, edited.Count, workers.Count), Edited(old.Threads, edited.Threads, workers.Threads),
            Edited(old.Timeout, edited.Timeout, workers.Timeout), Edited(old.Retries, edited.Retries, workers.Retries),
            Edited(old.Silence, edited.Silence, workers.Silence), Edited(old.Memory, edited.Memory, workers.Memory));
    }

    private static T Edited<T>(T before, T after, T current) => EqualityComparer<T>.Default.Equals(before, after) ? current : after;

    private static string Text(IFormattable? value) => value switch
    {
        null => "none",
        TimeSpan span => Duration.Format(span),
        TimeOnly clock => clock.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Bytes(long? bytes) => bytes is { } amount ? ByteSize.Format(amount) : "none";

    /// <summary>Lines that only one of the two has, blank ones and comments left out.</summary>
    private static IEnumerable<string> Difference(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return old.Except(now).Select(line => "- " + line).Concat(now.Except(old).Select(line => "+ " + line));
    }

    private static List<string> Lines(string text) =>
        [
            .. text.Split('\n').Select(line => line.TrimEnd())
                .Where(line => line.TrimStart() is { Length: > 0 } content && content[0] != '#'),
        ];
}
