using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What each worker did when: a bar per attempt, coloured by how it ended. Where bars would be too narrow to tell from the gaps between
/// them, the height of a row's filling is the share of the time that it was at work.
/// </summary>
internal static class WorkerChart
{
    /// <summary>More attempts of a worker are drawn as shares.</summary>
    private const int MostBars = 300;

    /// <summary>Parts of the running time in which shares are taken.</summary>
    private const int Parts = 120;

    /// <summary>Of the distance between two rows.</summary>
    private const double RowHeight = 0.72;

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
        var dense = attempts.Count > MostBars * workers.Count;
        var present = States.Where(item => attempts.Any(attempt => attempt.State == item.State)).ToList();
        return new Chart
        {
            Title = Finding(standings, Math.Max(workers.Count, standings.Model.Run.Workers)),
            Subtitle = dense ? "How much of the time each worker was in evaluations: the height of its row's filling"
                : "A bar per evaluation, by worker, over the running time",
            Description = $"{Figures.Count(attempts.Count, "evaluation")} on {Figures.Count(workers.Count, "worker")} within "
                + $"{Figures.Duration(end)}: "
                + string.Join(", ", present.Select(item => Counted(attempts, item.State))) + ".",
            Footer = standings.Footer,
            X = new Axis(new DurationScale(end), "time") { Grid = true },
            Y = new Axis(new BandScale(workers.Select(worker => $"worker {worker}").ToList()), "") { TickMarks = false },
            Marks = dense ? Shares(attempts, present, workers, end)
                : [.. present.Select(item =>
                    Bars(attempts.Where(attempt => attempt.State == item.State), item.Paint, workers, attempts.Count))],
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

    private static Boxes Bars(IEnumerable<ReportAttempt> attempts, Paint paint, List<int> workers, int count)
    {
        var drawn = attempts.OrderBy(attempt => attempt.Worker).ThenBy(attempt => attempt.Start).ToList();
        double Row(ReportAttempt attempt) => workers.IndexOf(attempt.Worker);
        return new Boxes([.. drawn.Select(attempt => (new ChartPoint(attempt.Start, Row(attempt) - (RowHeight / 2)),
            new ChartPoint(attempt.End, Row(attempt) + (RowHeight / 2))))], paint)
        {
            Gap = count > 120 * workers.Count ? 0.5 : 1, Numbers = [.. drawn.Select(attempt => attempt.Trial)],
        };
    }

    /// <summary>
    /// Of each part of the time the share that went into attempts of each state, one above the other in the worker's row.
    /// </summary>
    private static List<Mark> Shares(
        List<ReportAttempt> attempts, List<(TrialStatus State, Paint Paint)> present, List<int> workers, double end)
    {
        var part = end / Parts;
        var filled = new double[workers.Count, Parts];
        var marks = new List<Mark>();
        foreach (var (state, paint) in present)
        {
            var shares = new double[workers.Count, Parts];
            foreach (var attempt in attempts.Where(attempt => attempt.State == state))
            {
                var row = workers.IndexOf(attempt.Worker);
                for (var i = (int)(attempt.Start / part); i < Parts && i * part < attempt.End; i++)
                    shares[row, i] += (Math.Min(attempt.End, (i + 1) * part) - Math.Max(attempt.Start, i * part)) / part;
            }
            var corners = new List<(ChartPoint, ChartPoint)>();
            for (var row = 0; row < workers.Count; row++)
            {
                for (var i = 0; i < Parts; i++)
                {
                    // What overlaps, at the ends of pipelined attempts, is not counted above the whole.
                    var share = Math.Min(shares[row, i], 1 - filled[row, i]);
                    if (share <= 0)
                        continue;
                    var foot = row + (RowHeight / 2) - (RowHeight * filled[row, i]);
                    corners.Add((new ChartPoint(i * part, foot - (RowHeight * share)), new ChartPoint((i + 1) * part, foot)));
                    filled[row, i] += share;
                }
            }
            marks.Add(new Boxes(corners, paint));
        }
        return marks;
    }

    private static string Finding(Standings standings, int workers)
    {
        var who = workers == 1 ? "The worker was" : $"The {workers} workers were";
        return standings.Model.Run.BusyFraction is { } busy ? $"{who} busy {Figures.Percent(busy)} of the time" : $"{who} at work";
    }
}
