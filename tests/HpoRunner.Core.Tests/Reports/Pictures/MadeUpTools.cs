using HpoRunner.Reports.Pictures;

namespace HpoRunner.Reports.Pictures;

/// <summary>Programs that are installed by name; running one writes what its arguments name as the output.</summary>
internal sealed class MadeUpTools(params string[] installed) : IToolRunner
{
    private readonly Lock _lock = new();
    private int _running;

    public string? FailsFor { get; init; }

    public List<string> Programs { get; } = [];

    public int MostAtOnce { get; private set; }

    /// <summary>The files, without folder, that this program draws before it crashes; null when it is not <c>hpo</c>.</summary>
    public string[]? Draws { get; init; }

    public string? Find(string name) => installed.Contains(name) ? name : null;

    public (string File, IReadOnlyList<string> Arguments)? Self(IReadOnlyList<string> arguments) =>
        Draws is null ? null : ("hpo", arguments);

    public async Task<(int ExitCode, string Error)> Run(
        string program, IReadOnlyList<string> arguments, IAsyncEnumerable<string> input, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Programs.Add(program);
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }
        await Task.Yield();
        if (program == "hpo")
        {
            await foreach (var name in input)
            {
                if (Draws!.Contains(name))
                    await File.WriteAllBytesAsync(Path.ChangeExtension(Path.Combine(arguments[^1], name), ".png"), [2], cancellation);
            }
            lock (_lock)
                _running--;
            return (139, "");
        }
        var failed = FailsFor is not null && arguments.Any(argument => argument.EndsWith(FailsFor, StringComparison.Ordinal));
        var output = arguments.First(argument => argument.StartsWith("--output=", StringComparison.Ordinal)
            || argument.StartsWith("--screenshot=", StringComparison.Ordinal));
        if (!failed)
            await File.WriteAllBytesAsync(output[(output.IndexOf('=') + 1)..], [1], cancellation);
        lock (_lock)
            _running--;
        return failed ? (1, "broken picture") : (0, "");
    }
}
