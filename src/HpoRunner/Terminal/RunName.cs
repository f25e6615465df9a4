using HpoRunner.Commands;
using HpoRunner.Journal;

namespace HpoRunner.Terminal;

/// <summary>
/// How commands that a message proposes call a run, so that they find it when they are copied: by its four digits in the results folder
/// that is looked in without <c>--results</c>, by its folder anywhere else.
/// </summary>
internal static class RunName
{
    public static string Of(RunFolder folder) =>
        folder.Results == RunOptions.ResultsFolder(null) ? TerminalText.Short(folder.Id) : Quoted(RelativeToHere(folder.Path));

    public static string RelativeToHere(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>As one word of a shell.</summary>
    private static string Quoted(string path) =>
        path.All(letter => char.IsLetterOrDigit(letter) || "/._-".Contains(letter, StringComparison.Ordinal))
            ? path
            : $"\"{path}\"";
}
