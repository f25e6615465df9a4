namespace HpoRunner.Experiments.Reading;

/// <summary>
/// Keys and values of the experiment file that belong to later versions. They are told from misspellings, and refused with what can be
/// done instead. A row goes when its feature comes.
/// </summary>
internal static class NotYet
{
    private const string Local = "this version starts its workers on this machine alone; leave it out";

    /// <summary>Keys by path. With <c>Off</c>, that value is accepted: it asks for nothing.</summary>
    public static IReadOnlyList<(string Path, string? Off, string Instead)> Keys { get; } =
    [
        ("trainer.command", null, "this version runs no commands; allowed: surface, or leave trainer out for the built-in network"),
        ("search.racing", "false", "racing is not available in this version; allowed: false"),
        ("search.eta", null, "halving and hyperband are not available in this version; leave it out"),
        ("search.min_epochs", null, "halving and hyperband are not available in this version; leave it out"),
        ("search.warm_start", null, "warm start is not available in this version; list good configurations under points"),
        ("workers.recycle", "0", "restarting trainers is not available in this version; allowed: 0"),
        ("workers.launcher", "local", "other launchers are not available in this version; allowed: local"),
        ("workers.slurm", null, Local),
        ("workers.gpus", null, "GPUs are not available in this version; leave it out"),
        ("workers.per_gpu", null, "GPUs are not available in this version; leave it out"),
    ];

    /// <summary>Values of keys that take names.</summary>
    public static IReadOnlyList<(string Path, string Value)> Values { get; } =
    [
        ("search.method", "sobol"), ("search.method", "latin_hypercube"), ("search.method", "tpe"), ("search.method", "gp"),
        ("search.method", "halving"), ("search.method", "hyperband"),
    ];

    public static (string Path, string? Off, string Instead)? FindKey(string path) =>
        Keys.Where(row => row.Path == path).Select(row => ((string, string?, string)?)row).FirstOrDefault();

    public static bool HasValue(string path, string value) => Values.Contains((path, value));
}
