using System.Text.Json;
using HpoRunner.Journal;

namespace HpoRunner.Terminal;

/// <summary>A JSON object a line for programs that watch: one when something settled, at most one a second.</summary>
internal sealed class JsonView(TextWriter writer, TimeProvider time) : IRunObserver
{
    private int _settled = -1;
    private long _lastLine;

    public void Changed(RunProgress progress)
    {
        var state = progress.State;
        if (state.Tally.SettledCount == _settled && state.Closed is null)
            return;
        if (_settled >= 0 && state.Closed is null && time.GetElapsedTime(_lastLine) < TimeSpan.FromSeconds(1))
            return;
        _settled = state.Tally.SettledCount;
        _lastLine = time.GetTimestamp();
        writer.WriteLine(JsonSerializer.Serialize(
            new
            {
                at = time.GetUtcNow(),
                run = state.Header.Run,
                state = state.Closed is { } closed ? Reports.Words.Of(closed.Outcome) : "running",
                paused = state.Paused,
                doneEvaluations = progress.DoneEvaluations,
                plannedEvaluations = progress.PlannedEvaluations,
                settledTrials = state.Tally.SettledCount,
                best = state.Tally.Best is { } best ? new { trial = best.Number, score = best.Mean } : null,
                predictedEnd = progress.PredictedEnd,
                busyFraction = Math.Round(progress.BusyFraction, 3),
            },
            JournalJson.Options));
    }
}
