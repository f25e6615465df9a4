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

    private readonly Option<string?> _trials = Text("--trials", "N", "Trials beside the baseline");
    private readonly Option<string?> _for = Text("--for", "TIME", "Running time: 90s, 45m, 8h, 1d12h");
    private readonly Option<string?> _until = Text("--until", "HH:MM", "Local time by which the report is on disk: 07:00");
    private readonly Option<string?> _workers = Text("--workers", "N", "Worker processes (default: one per core)");
    private readonly Option<string?> _seed = Text("--seed", "N", "Seed of splits, search and training");

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

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
