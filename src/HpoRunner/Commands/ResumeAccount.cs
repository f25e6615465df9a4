using System.Text;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// Accounts for a resume: in few lines on the terminal, and evaluation by evaluation in the run's <c>logs/resume.log</c>, or with
/// <c>--verbose</c> on the terminal, too. Trials that a coordinator lets go while it replays the journal are written down at once and stand
/// first. The file appears when the account is given; without that nothing is left of it.
/// </summary>
internal sealed class ResumeAccount(RunFolder folder) : IDisposable
{
    public const string FileName = "resume.log";

    private const int MostNamed = 8;

    private readonly string _path = Path.Combine(folder.Logs, FileName);
    private readonly int[] _counts = new int[Enum.GetValues<ResumeFate>().Length];
    private readonly List<ResumeReason> _again = [];
    private StreamWriter? _file;
    private string? _problem;
    private bool _isGiven;

    private string Draft => $"{_path}.tmp";

    /// <summary>
    /// A trial that can change no more; its evaluations are reused, or not needed. One that ends later is no matter of the resume.
    /// </summary>
    public void Add(TrialState released, LiveState state)
    {
        if (_isGiven)
            return;
        foreach (var reason in ResumeReasons.Of(released, state, retriesFailed: false))
            Add(reason);
    }

    /// <summary>Adds what is left, shows the file under its name, and says how much is done again, and why.</summary>
    public void Give(LiveState state, bool retriesFailed, bool verbose, TextWriter writer)
    {
        foreach (var reason in ResumeReasons.Of(state, retriesFailed))
            Add(reason);
        _isGiven = true;
        Try(() =>
        {
            _file?.Dispose();
            File.Move(Draft, _path, overwrite: true);
        });
        if (verbose && _problem is null)
        {
            foreach (var line in File.ReadLines(_path))
                writer.WriteLine(line);
        }
        // A log must not keep a run from going on.
        if (_problem is not null)
            writer.WriteLine(TerminalText.Clean($"{FileName} could not be written: {_problem}"));
        foreach (var line in Summary())
            writer.WriteLine(TerminalText.Clean(line));
    }

    /// <summary>An account that was not given leaves nothing behind.</summary>
    public void Dispose()
    {
        if (_isGiven)
            return;
        _file?.Dispose();
        Try(() => File.Delete(Draft));
    }

    private void Add(ResumeReason reason)
    {
        _counts[(int)reason.Fate]++;
        if (reason.Fate == ResumeFate.Again)
            _again.Add(reason);
        Try(() => (_file ??= Begin()).WriteLine(TerminalText.Clean(reason.ToString())));
    }

    private StreamWriter Begin()
    {
        Directory.CreateDirectory(folder.Logs);
        File.Delete(Draft);
        return new StreamWriter(RunFile.CreatePrivate(Draft), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16)
        {
            NewLine = "\n",
        };
    }

    /// <summary>The first thing that goes wrong with the file is told, and it is not tried again.</summary>
    private void Try(Action write)
    {
        if (_problem is not null)
            return;
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problem = exception.Message;
        }
    }

    private IEnumerable<string> Summary()
    {
        int Count(ResumeFate fate) => _counts[(int)fate];
        var notNeeded = Count(ResumeFate.NotNeeded) is > 0 and var decided ? $", {decided} not needed any more" : "";
        yield return
            $"{Figures.Count(Count(ResumeFate.Reused), "evaluation")} reused from disk, {Count(ResumeFate.Again)} done again, "
            + $"{Count(ResumeFate.NotBegun)} not begun yet{notNeeded}";
        // Alike reasons stand together: "1.0.2, 1.0.3: attempt 1 was running when the run ended".
        foreach (var alike in _again.GroupBy(reason => reason.Reason))
        {
            var named = string.Join(", ", alike.Take(MostNamed).Select(reason => reason.Evaluation));
            var rest = alike.Count() > MostNamed ? $" and {alike.Count() - MostNamed} more" : "";
            yield return $"  {named}{rest}: {alike.Key}";
        }
    }
}
