using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using Spectre.Console;

namespace HpoRunner.Terminal;

/// <summary>
/// The screen while a run goes on: how far, when it ends, the best so far against the baseline, and what each worker does. Redrawn in
/// place at most <see cref="RedrawsPerSecond"/> times a second; cleared at the end, when the morning summary takes its place.
/// </summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider time, string run) : IRunObserver
{
    private const int RedrawsPerSecond = 5;
    private const int BarWidth = 28;
    private const int MostWorkers = 12;
    private const int MostNotices = 3;

    private int _drawnLines;
    private long _lastDraw;

    public void Changed(RunProgress progress)
    {
        if (progress.State.Closed is not null)
        {
            Clear();
            return;
        }
        if (_lastDraw != 0 && time.GetElapsedTime(_lastDraw) < TimeSpan.FromSeconds(1.0 / RedrawsPerSecond))
            return;
        _lastDraw = time.GetTimestamp();
        Clear();
        var lines = Lines(progress).ToList();
        // The last column stays free: a terminal that wraps there would make two lines of one.
        foreach (var line in lines)
            console.MarkupLine(line.ToMarkup(Math.Max(20, console.Profile.Width - 1)));
        _drawnLines = lines.Count;
    }

    internal IEnumerable<ScreenLine> Lines(RunProgress progress)
    {
        var state = progress.State;
        yield return Headline(progress);
        yield return Counts(progress);
        yield return new ScreenLine();
        if (state.Tally.Best is { } best)
        {
            yield return BestLine(state, best);
            yield return new ScreenLine().Add("        " + TerminalText.Searched(state, best.Parameters), "grey");
            yield return new ScreenLine().Add($" best so far  {Sparkline.Of(state.Tally.BestSteps, state.Tally.SettledCount)}");
            yield return new ScreenLine();
        }
        yield return new ScreenLine().Add(Row("worker", "trial", "fold", "epoch", "metric", "since", "parameters"), "grey");
        foreach (var worker in progress.Workers.Take(MostWorkers))
            yield return new ScreenLine().Add(Row(Cells(state, worker)));
        if (progress.Workers.Count > MostWorkers)
            yield return new ScreenLine().Add($"         and {progress.Workers.Count - MostWorkers} more", "grey");
        yield return new ScreenLine();
        foreach (var notice in progress.Notices.Since(progress.Notices.Count - MostNotices))
            yield return new ScreenLine().Add(" ! ", "yellow").Add(notice.ReplaceLineEndings(" "));
        yield return new ScreenLine().Add(
            $" Ctrl-C: finish what runs · twice: stop now · both resume with  hpo resume {run}",
            "grey");
    }

    private void Clear()
    {
        if (_drawnLines == 0)
            return;
        console.Cursor.MoveUp(_drawnLines);
        console.Write(new ControlCode("\r\u001b[0J"));
        _drawnLines = 0;
    }

    private ScreenLine Headline(RunProgress progress)
    {
        var state = progress.State;
        var line = new ScreenLine()
            .Add(" ")
            .Add(state.Experiment.Name, "bold")
            .Add($"  {TerminalText.Short(state.Header.Run)}  {Reports.Words.Of(state.Experiment.Search)}   ");
        var total = "";
        if (progress.PlannedEvaluations is > 0 and { } planned)
        {
            var filled = (int)Math.Round(BarWidth * Math.Clamp((double)progress.DoneEvaluations / planned, 0, 1));
            line.Add(new string('━', filled), "blue").Add(new string('━', BarWidth - filled), "grey").Add("  ");
            total = $"/{planned}";
        }
        var ends = progress.PredictedEnd is { } end ? $"   ends {TerminalText.Clock(end, time)}" : "";
        var until = state.Settings.Until is { } deadline ? $", at the latest {TerminalText.ClockAndDay(deadline, time)}" : "";
        return line.Add($"{progress.DoneEvaluations}{total} evaluations{ends}{until}");
    }

    private static ScreenLine Counts(RunProgress progress)
    {
        var state = progress.State;
        var planned = state.PlannedTrials is { } count ? $" of {count}" : "";
        var diverged = state.Tally.DivergedCount > 0 ? $" · {state.Tally.DivergedCount} diverged" : "";
        var failed = state.Tally.FailedCount > 0 ? $" · {state.Tally.FailedCount} failed" : "";
        var rate = state.RunningTime.TotalSeconds > 0 ? progress.DoneEvaluations / state.RunningTime.TotalSeconds : 0;
        var line = new ScreenLine().Add(
            $" {state.Tally.SettledCount}{planned} trials done{diverged}{failed} · {state.Tally.RunningCount} running   "
            + $"{Figures.Percent(progress.BusyFraction)} busy   {Figures.Short(rate, 2)} /s");
        if (state.Paused is not null)
            line.Add("   paused", "yellow");
        return state.SearchEnd is null ? line : line.Add("   final stage", "bold");
    }

    private ScreenLine BestLine(LiveState state, TrialState best)
    {
        var ago = time.GetUtcNow() - best.Slots.Max(slot => slot.EndedAt);
        var baseline = state.Baseline?.Mean is { } mean ? $"       baseline {Figures.Score(mean)}" : "";
        return new ScreenLine().Add(" best   ").Add(Figures.Score(best.Mean!.Value), "bold")
            .Add($"   trial {best.Number}, {Figures.Duration(Math.Max(0, ago.TotalSeconds))} ago{baseline}");
    }

    /// <summary>Columns of fixed width, so that nothing jumps while it runs.</summary>
    private static string Row(params string[] cells) =>
        $"{cells[0], 7} {cells[1], 6} {cells[2], 6} {cells[3], 8} {cells[4], 8} {cells[5], 7}   {cells[6]}";

    private static string[] Cells(LiveState state, WorkerActivity activity)
    {
        var number = activity.Worker.ToString(CultureInfo.InvariantCulture);
        if (activity.Evaluation is not { } key)
            return [number, "–", "", "", "", "", "waiting"];
        var trial = state.Find(key.Trial)!;
        var fold = key.IsFinal
            ? "final"
            : $"{(key.Repeat * state.Experiment.Validation.FoldCount) + key.Fold + 1}/{state.Experiment.Validation.ScoreCount}";
        var epochs = trial.Parameters["epochs"] is { } planned ? $"/{planned}" : "";
        return
        [
            number, key.Trial.ToString(CultureInfo.InvariantCulture), fold,
            activity.Epoch is { } epoch ? $"{epoch}{epochs}" : "", activity.Metric is { } metric ? Figures.Score(metric) : "",
            string.Create(CultureInfo.InvariantCulture, $"{(int)activity.Since.TotalMinutes}:{activity.Since.Seconds:00}"),
            TerminalText.Searched(state, trial.Parameters),
        ];
    }
}
