namespace HpoRunner.Experiments;

/// <summary>
/// What the command line changes about an experiment file, each as the user typed it: <c>--set parameter=value</c> (any number of
/// them; the value reads like YAML: a scalar, a list, a range in braces), <c>--trials</c>, <c>--for</c>, <c>--until</c>,
/// <c>--workers</c>, <c>--seed</c>. Null: not given.
/// </summary>
internal sealed record Overrides(
    IReadOnlyList<string>? Set = null, string? Trials = null, string? For = null, string? Until = null, string? Workers = null,
    string? Seed = null)
{
    public static Overrides None { get; } = new();
}
