using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Terminal;

/// <summary>A line per settled trial for log files and pipes; under load at most one in <see cref="Interval"/>.</summary>
internal sealed class PlainView(TextWriter writer, TimeProvider time) : IRunObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private int _settled = -1;
    private long _notices;
    private DateTimeOffset _lastLine = DateTimeOffset.MinValue;

    public void Changed(RunProgress progress)
    {
        foreach (var notice in progress.Notices.Since(_notices))
            writer.WriteLine($"{Stamp()}  ! {TerminalText.Clean(notice)}");
        _notices = progress.Notices.Count;
        var state = progress.State;
        if (_settled < 0)
            writer.WriteLine($"{Stamp()}  {state.Header.Run}: {state.Experiment.Name}, {TerminalText.Clean(Plan(progress))}");
        var now = time.GetUtcNow();
        if (state.Tally.SettledCount == _settled || (now - _lastLine < Interval && _settled >= 0 && state.Closed is null))
        {
            _settled = Math.Max(_settled, 0);
            return;
        }
        _settled = state.Tally.SettledCount;
        if (state.Tally.LastSettled is { } trial)
        {
            _lastLine = now;
            writer.WriteLine(Line(progress, trial));
        }
    }

    private string Line(RunProgress progress, TrialState trial)
    {
        var state = progress.State;
        var planned = state.PlannedTrials is { } count ? $"/{count}" : "";
        var result = trial.Mean is { } mean ? TerminalText.ScoreWithError(mean, SpreadOf(trial)) : Reports.Words.Of(trial.Status);
        var best = state.Tally.Best is { Mean: { } score } leader
            ? $"best {Figures.Score(score)} (trial {leader.Number})" : "nothing completed yet";
        var ends = progress.PredictedEnd is { } end ? $"  ends {TerminalText.Clock(end, time)}" : "";
        return $"{Stamp()}  {state.Tally.SettledCount}{planned}  trial {trial.Number}  {result}  {best}{ends}";
    }

    private string Plan(RunProgress progress)
    {
        var until = progress.State.Settings.Until is { } deadline ? $", until {TerminalText.ClockAndDay(deadline, time)}" : "";
        return (progress.PlannedEvaluations is { } planned ? $"{planned} evaluations" : "no limit of trials") + until;
    }

    /// <summary>The trial's own standard error; the pooled one needs the whole ranking.</summary>
    private static double? SpreadOf(TrialState trial)
    {
        var scores = trial.Scores.ToList();
        if (scores.Count < 2)
            return null;
        var mean = scores.Average();
        return Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Count - 1) / scores.Count);
    }

    private string Stamp() => time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
