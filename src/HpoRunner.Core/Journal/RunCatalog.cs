namespace HpoRunner.Journal;

/// <summary>The runs below a results folder, <c>results/&lt;experiment&gt;/&lt;run&gt;/</c>. What is no run is passed over.</summary>
internal sealed class RunCatalog(string results)
{
    private const int ShortLength = 4;
    private const int Named = 5;

    /// <summary>Newest first; runs of the same second by their digits.</summary>
    public IReadOnlyList<RunFolder> List()
    {
        if (!Directory.Exists(results))
            return [];
        return
        [
            .. Directory.EnumerateDirectories(results)
                .Where(experiment => !IsLink(experiment) && !Path.GetFileName(experiment.AsSpan()).StartsWith('.'))
                .SelectMany(Directory.EnumerateDirectories)
                .Where(path => RunFolder.IsId(Path.GetFileName(path.AsSpan())))
                .Select(path => new RunFolder(path))
                .Where(run => run.Exists)
                .OrderByDescending(run => run.Id, StringComparer.Ordinal)
                .ThenBy(run => run.Path, StringComparer.Ordinal),
        ];
    }

    /// <param name="run">
    /// A run's folder, <c>latest</c>, an unambiguous beginning of an id, also behind its experiment's name as lists of runs have it, or an
    /// id's last four digits; null is <c>latest</c>.
    /// </param>
    public RunFolder Resolve(string? run = null)
    {
        if (run is not null && run.Length > 0 && run != RunFolder.LatestName && new RunFolder(run) is { Exists: true } folder)
            return folder;
        var all = List();
        if (run is null or RunFolder.LatestName)
            return all.Count > 0
                ? all[0]
                : throw new RunNotFoundException($"there is no run in {results} yet; start one with 'hpo run FILE'");
        var found = run.Length == 0 ? [] : all.Where(candidate => IsMeant(candidate, run)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RunNotFoundException(NotFound(run, all)),
            _ => throw new RunNotFoundException($"'{run}' could be any of {Listed(found)}; give more of the id, or the folder"),
        };
    }

    private static bool IsMeant(RunFolder candidate, string run) =>
        candidate.Id.StartsWith(run, StringComparison.Ordinal)
        || (run.Contains('/', StringComparison.Ordinal) && Listed(candidate).StartsWith(run, StringComparison.Ordinal))
        || (run.Length == ShortLength && candidate.Id.EndsWith(run, StringComparison.OrdinalIgnoreCase));

    private string NotFound(string run, IReadOnlyList<RunFolder> all)
    {
        var what = Directory.Exists(run)
            ? $"'{run}' is a folder without {RunFolder.JournalName}, so not of a run"
            : $"no run in {results} is called '{run}'";
        return all.Count == 0
            ? $"{what}; there is none yet: 'hpo run FILE' starts one, and --results or HPO_RESULTS names another folder of runs"
            : $"{what}; a run is given by its folder, 'latest', or a part of its id as in {Listed(all)}";
    }

    private static string Listed(IReadOnlyList<RunFolder> runs) =>
        string.Join(", ", runs.Take(Named).Select(Listed))
        + (runs.Count > Named ? FormattableString.Invariant($" and {runs.Count - Named} more") : "");

    private static string Listed(RunFolder run) => $"{run.ExperimentName}/{run.Id}";

    private static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);
}
