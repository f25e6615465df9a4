using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HpoRunner.Terminal;

/// <summary>
/// The screen while a run goes on: how far, when it ends, the best so far against the baseline, and what each worker does. Redrawn
/// at most <see cref="RedrawsPerSecond"/> times a second; cleared at the end, when the morning summary takes its place.
/// </summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider time) : IRunObserver
{
    private const int RedrawsPerSecond = 5;
    private const int BarWidth = 28;
    private const int SparkWidth = 24;
    private const string Sparks = "▁▂▃▄▅▆▇█";

    private LiveDisplayContext? _context;
    private long _lastDraw;

    /// <summary>Shows what <see cref="Changed"/> is told while <paramref name="run"/> is under way.</summary>
    public Task<T> ShowAsync<T>(Func<Task<T>> run) =>
        console.Live(new Text("starting workers …")).AutoClear(true).StartAsync(async context =>
        {
            _context = context;
            return await run();
        });

    public void Changed(RunProgress progress)
    {
        if (_context is null || (_lastDraw != 0 && time.GetElapsedTime(_lastDraw) < TimeSpan.FromSeconds(1.0 / RedrawsPerSecond)))
            return;
        _lastDraw = time.GetTimestamp();
        _context.UpdateTarget(Render(progress));
        _context.Refresh();
    }

    internal IRenderable Render(RunProgress progress)
    {
        var state = progress.State;
        var lines = new List<IRenderable> { new Markup(Headline(progress)), new Markup(Counts(progress)), Text.Empty };
        if (state.Best is { } best)
        {
            lines.Add(new Markup(BestLine(state, best)));
            lines.Add(new Markup($"        [grey]{Escape(TerminalText.Searched(state, best.Parameters))}[/]") { Overflow = Overflow.Ellipsis });
            lines.Add(new Markup(BestSoFar(state)));
            lines.Add(Text.Empty);
        }
        lines.Add(Workers(progress));
        lines.Add(Text.Empty);
        foreach (var notice in progress.Notices.TakeLast(3))
            lines.Add(new Markup($" [yellow]![/] {Escape(TerminalText.Clean(notice))}"));
        lines.Add(new Markup($" [grey]Ctrl-C: finish what runs · twice: stop now · both resume with[/]  hpo resume {TerminalText.Short(state.Header.Run)}"));
        return new Rows(lines);
    }

    private string Headline(RunProgress progress)
    {
        var state = progress.State;
        var share = progress.PlannedEvaluations is > 0 and { } planned ? Math.Clamp((double)progress.DoneEvaluations / planned, 0, 1) : (double?)null;
        var filled = (int)Math.Round(BarWidth * (share ?? 0));
        var bar = share is null ? "" : $"[blue]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/]  ";
        var total = progress.PlannedEvaluations is { } count ? $"/{count}" : "";
        var ends = progress.PredictedEnd is { } end ? $"   ends {TerminalText.Clock(end, time)}" : "";
        return $" [bold]{Escape(state.Experiment.Name)}[/]  {TerminalText.Short(state.Header.Run)}  {Reports.Words.Of(state.Experiment.Search)}   {bar}{progress.DoneEvaluations}{total} evaluations{ends}";
    }

    private static string Counts(RunProgress progress)
    {
        var state = progress.State;
        var planned = state.PlannedTrials is { } count ? $" of {count}" : "";
        var diverged = state.Trials.Count(trial => trial.Status == TrialStatus.Diverged);
        var rate = state.RunningTime.TotalSeconds > 0 ? progress.DoneEvaluations / state.RunningTime.TotalSeconds : 0;
        var phase = state.SearchEnd is null ? "" : "   [bold]final stage[/]";
        return $" {state.SettledCount}{planned} trials done · {diverged} diverged · {state.FailedCount} failed · {state.RunningCount} running   {Figures.Percent(progress.BusyFraction)} busy   {Figures.Short(rate, 2)} /s{phase}";
    }

    private string BestLine(RunState state, TrialState best)
    {
        var ago = time.GetUtcNow() - best.Slots.Max(slot => slot.EndedAt);
        var baseline = state.AllTrials[0] is { Origin: TrialOrigin.Baseline, Mean: { } mean } ? $"       baseline {TerminalText.Score(mean)}" : "";
        return $" best   [bold]{TerminalText.Score(best.Mean!.Value)}[/]   trial {best.Number}, {Figures.Duration(Math.Max(0, ago.TotalSeconds))} ago{baseline}";
    }

    private static string BestSoFar(RunState state)
    {
        var steps = new List<double>();
        foreach (var mean in state.Trials.Select(trial => trial.Mean).OfType<double>())
            steps.Add(steps.Count == 0 || state.IsBetter(mean, steps[^1]) ? mean : steps[^1]);
        var (first, last) = (steps[0], steps[^1]);
        var spark = string.Concat(Enumerable.Range(0, Math.Min(SparkWidth, steps.Count)).Select(i =>
        {
            var value = steps[(int)((i + 1.0) / Math.Min(SparkWidth, steps.Count) * (steps.Count - 1))];
            var height = first == last ? 0 : (value - first) / (last - first);
            return Sparks[(int)Math.Round(height * (Sparks.Length - 1))];
        }));
        return $" best so far  {spark}  {TerminalText.Score(first)} → {TerminalText.Score(last)}";
    }

    private static Grid Workers(RunProgress progress)
    {
        var grid = new Grid { Expand = false };
        foreach (var _ in Enumerable.Range(0, 6))
            grid.AddColumn(new GridColumn { NoWrap = true, Alignment = Justify.Right, Padding = new Padding(1, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddRow([.. ((string[])["worker", "trial", "fold", "epoch", "metric", "since", "parameters"]).Select(title => new Markup($"[grey]{title}[/]"))]);
        foreach (var worker in progress.Workers.Take(12))
            grid.AddRow([.. Cells(progress.State, worker).Select(cell => new Text(cell) { Overflow = Overflow.Ellipsis })]);
        return grid;
    }

    private static string[] Cells(RunState state, WorkerActivity activity)
    {
        var number = activity.Worker.ToString(CultureInfo.InvariantCulture);
        if (activity.Evaluation is not { } key)
            return [number, "–", "", "", "", "", "waiting"];
        var trial = state.AllTrials[key.Trial];
        var folds = state.Experiment.Validation.ScoreCount;
        var fold = key.IsFinal ? "final" : $"{(key.Repeat * state.Experiment.Validation.FoldCount) + key.Fold + 1}/{folds}";
        var epochs = trial.Parameters["epochs"] is { } planned ? $"/{planned}" : "";
        return
        [
            number, key.Trial.ToString(CultureInfo.InvariantCulture), fold,
            activity.Epoch is { } epoch ? $"{epoch}{epochs}" : "", activity.Metric is { } metric ? TerminalText.Score(metric) : "",
            string.Create(CultureInfo.InvariantCulture, $"{(int)activity.Since.TotalMinutes}:{activity.Since.Seconds:00}"),
            TerminalText.Searched(state, trial.Parameters),
        ];
    }

    private static string Escape(string text) => Markup.Escape(text);
}
