using System.CommandLine;
using HpoRunner.Experiments;

namespace HpoRunner.Commands;

/// <summary>Options that change what the experiment file says; their values are read by the same rules as the file.</summary>
internal sealed class OverrideOptions
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Fix or search a parameter: 'epochs=10', 'batch_size=[16, 32]'", HelpName = "parameter=value",
    };
    private readonly Option<string?> _trials = new("--trials") { Description = "Trials beside the baseline", HelpName = "N" };
    private readonly Option<string?> _for = new("--for") { Description = "Running time: 90s, 45m, 8h, 1d12h", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Local time by which the report is on disk: 07:00", HelpName = "HH:MM" };
    private readonly Option<string?> _workers = new("--workers") { Description = "Worker processes (default: one per core)", HelpName = "N" };
    private readonly Option<string?> _seed = new("--seed") { Description = "Seed of splits, search and training", HelpName = "N" };

    public void AddTo(Command command)
    {
        command.Options.Add(_set);
        AddLimitsTo(command);
        command.Options.Add(_seed);
    }

    /// <summary>Only what may change when a run goes on.</summary>
    public void AddLimitsTo(Command command)
    {
        foreach (var option in (Option[])[_trials, _for, _until, _workers])
            command.Options.Add(option);
    }

    public Overrides Read(ParseResult parsed) => new(
        parsed.GetValue(_set) is { Length: > 0 } set ? set : null,
        parsed.GetValue(_trials), parsed.GetValue(_for), parsed.GetValue(_until), parsed.GetValue(_workers), parsed.GetValue(_seed));

    public Overrides ReadLimits(ParseResult parsed) =>
        new(null, parsed.GetValue(_trials), parsed.GetValue(_for), parsed.GetValue(_until), parsed.GetValue(_workers));
}
