using Spectre.Console;

namespace HpoRunner.Terminal;

/// <summary>Chooses how progress is shown, always on stderr: stdout is for the result.</summary>
internal static class Views
{
    /// <param name="run">As the commands that it proposes call the run.</param>
    public static IRunObserver Create(string progress, TimeProvider time, string run) => progress switch
    {
        "none" => new SilentView(),
        "json" => new JsonView(Console.Error, time),
        "plain" => new PlainView(Console.Error, time),
        "auto" when !IsTerminal() => new PlainView(Console.Error, time),
        _ => new LiveView(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), time, run),
    };

    /// <summary>A person watches, and the terminal can redraw.</summary>
    private static bool IsTerminal() =>
        !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
        && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or "");
}
