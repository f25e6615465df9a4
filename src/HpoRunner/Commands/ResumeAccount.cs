using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// Accounts for a resume: in few lines on the terminal, and evaluation by evaluation in the run's <c>logs/resume.log</c>, or with
/// <c>--verbose</c> on the terminal, too.
/// </summary>
internal static class ResumeAccount
{
    public const string FileName = "resume.log";

    private const int MostNamed = 8;

    public static void Give(RunFolder folder, RunState state, bool retriesFailed, bool verbose, TextWriter writer)
    {
        var reasons = ResumeReasons.Of(state, retriesFailed).ToList();
        var lines = reasons.ConvertAll(reason => TerminalText.Clean(reason.ToString()));
        try
        {
            folder.Write(Path.Combine(Path.GetFileName(folder.Logs), FileName), string.Join('\n', lines.Append("")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A log must not keep a run from going on.
            writer.WriteLine(TerminalText.Clean($"{FileName} could not be written: {exception.Message}"));
        }
        if (verbose)
            lines.ForEach(writer.WriteLine);
        foreach (var line in Summary(reasons))
            writer.WriteLine(TerminalText.Clean(line));
    }

    internal static IEnumerable<string> Summary(IReadOnlyCollection<ResumeReason> reasons)
    {
        int Count(ResumeFate fate) => reasons.Count(reason => reason.Fate == fate);
        var notNeeded = Count(ResumeFate.NotNeeded) is > 0 and var decided ? $", {decided} not needed any more" : "";
        yield return $"{Figures.Count(Count(ResumeFate.Reused), "evaluation")} reused from disk, {Count(ResumeFate.Again)} done again, {Count(ResumeFate.NotBegun)} not begun yet{notNeeded}";
        // Alike reasons stand together: "1.0.2, 1.0.3: attempt 1 was running when the run ended".
        foreach (var alike in reasons.Where(reason => reason.Fate == ResumeFate.Again).GroupBy(reason => reason.Reason))
        {
            var named = string.Join(", ", alike.Take(MostNamed).Select(reason => reason.Evaluation));
            var rest = alike.Count() > MostNamed ? $" and {alike.Count() - MostNamed} more" : "";
            yield return $"  {named}{rest}: {alike.Key}";
        }
    }
}
