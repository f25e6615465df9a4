using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>What each worker did when: a bar per attempt, coloured by how it ended.</summary>
internal static class WorkerChart
{
    private static readonly (TrialStatus State, Paint Paint)[] States =
    [
        (TrialStatus.Completed, Paint.Series1), (TrialStatus.Diverged, Paint.Series2), (TrialStatus.Failed, Paint.Series4),
        (TrialStatus.Stopped, Paint.Series5), (TrialStatus.Infeasible, Paint.Series3), (TrialStatus.Running, Paint.Faint),
    ];

    public static Chart? Create(Standings standings)
    {
        var attempts = standings.Model.Attempts.Where(attempt => double.IsFinite(attempt.Start) && attempt.End >= attempt.Start).ToList();
        if (attempts.Count == 0)
            return null;
        var workers = attempts.Select(attempt => attempt.Worker).Distinct().Order().ToList();
        var end = attempts.Max(attempt => attempt.End);
        var present = States.Where(item => attempts.Any(attempt => attempt.State == item.State)).ToList();
        return new Chart
        {
            Title = Finding(standings, Math.Max(workers.Count, standings.Model.Run.Workers)),
            Subtitle = "A bar per evaluation, by worker, over the running time",
            Description = $"{Figures.Count(attempts.Count, "evaluation")} on {Figures.Count(workers.Count, "worker")} within "
                + $"{Figures.Duration(end)}: "
                + string.Join(", ", present.Select(item => Counted(attempts, item.State))) + ".",
            Footer = standings.Footer,
            X = new Axis(new DurationScale(end), "time") { Grid = true },
            Y = new Axis(new BandScale(workers.Select(worker => $"worker {worker}").ToList()), "") { TickMarks = false },
            Marks = present.Select(item => Bars(attempts, item.State, item.Paint, workers, end)).ToList(),
            Legend = present.Select(item => new LegendEntry(Counted(attempts, item.State), item.Paint, LegendShape.Box)).ToList(),
            Rows = Math.Max(2, workers.Count),
            Table = new ChartTable(["worker", "evaluations", "in evaluations", "share"], [.. workers.Select(worker =>
                Row(worker, [.. attempts.Where(attempt => attempt.Worker == worker)], end))]),
        };
    }

    private static string Counted(List<ReportAttempt> attempts, TrialStatus state) =>
        $"{Figures.Whole(attempts.Count(attempt => attempt.State == state))} {Words.Of(state)}";

    private static IReadOnlyList<string> Row(int worker, List<ReportAttempt> attempts, double end)
    {
        var seconds = attempts.Sum(attempt => attempt.End - attempt.Start);
        return
        [
            $"worker {Figures.Fixed(worker, 0)}", Figures.Fixed(attempts.Count, 0), Figures.Duration(seconds),
            end > 0 ? Figures.Percent(Math.Min(1, seconds / end)) : Figures.Missing,
        ];
    }

    /// <summary>Bars of one state; neighbours too narrow to be told apart (a thousandth of the axis) become one.</summary>
    private static Boxes Bars(List<ReportAttempt> attempts, TrialStatus state, Paint paint, List<int> workers, double end)
    {
        var corners = new List<(ChartPoint, ChartPoint)>();
        var numbers = new List<int>();
        var dense = attempts.Count > 300 * workers.Count;
        foreach (var worker in attempts.Where(attempt => attempt.State == state).GroupBy(attempt => attempt.Worker))
        {
            var row = workers.IndexOf(worker.Key);
            var (start, until) = (double.NaN, double.NaN);
            foreach (var attempt in worker.OrderBy(attempt => attempt.Start))
            {
                if (dense && attempt.Start - until < end / 1000)
                {
                    until = Math.Max(until, attempt.End);
                    continue;
                }
                Add(row, start, until);
                (start, until) = (attempt.Start, attempt.End);
                numbers.Add(attempt.Trial);
            }
            Add(row, start, until);
        }
        // What stands for several attempts is no single trial's.
        return new Boxes(corners, paint) { Gap = dense
            ? 0 : attempts.Count > 120 * workers.Count ? 0.5 : 1, Numbers = dense ? [] : numbers };

        void Add(int row, double from, double to)
        {
            if (double.IsFinite(from))
                corners.Add((new ChartPoint(from, row - 0.36), new ChartPoint(to, row + 0.36)));
        }
    }

    private static string Finding(Standings standings, int workers)
    {
        var who = workers == 1 ? "The worker was" : $"The {workers} workers were";
        return standings.Model.Run.BusyFraction is { } busy ? $"{who} busy {Figures.Percent(busy)} of the time" : $"{who} at work";
    }
}
