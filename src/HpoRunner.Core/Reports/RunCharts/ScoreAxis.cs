using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// The axis on which all trials' scores are drawn. A few very bad trials would press all others together, so the bad side ends at
/// Tukey's outer fence (quartile − 3 × interquartile range); trials beyond it are drawn as arrows in a lane with their count. The good
/// side, the best and the baseline are never cut.
/// </summary>
internal sealed class ScoreAxis
{
    private readonly Standings _standings;

    public ScoreAxis(Standings standings)
    {
        _standings = standings;
        // On a log axis distances are ratios.
        double Badness(double score) => standings.IsSpread ? Math.Log(score) : standings.Worse(score);
        var worse = standings.Scored.Select(trial => Badness(trial.Mean!.Value)).Order().ToList();
        var fence = double.PositiveInfinity;
        if (worse.Count >= 8)
        {
            var (q1, q3) = (Quantile(worse, 0.25), Quantile(worse, 0.75));
            if (q3 > q1)
                fence = q3 + (3 * (q3 - q1));
            if (standings.Baseline is { } baseline)
                fence = Math.Max(fence, Badness(baseline.Mean!.Value));
        }
        Shown = standings.Scored.Where(trial => Badness(trial.Mean!.Value) <= fence).ToList();
        Clipped = standings.Scored.Where(trial => Badness(trial.Mean!.Value) > fence).ToList();
        Scale = standings.ScoreScale(Shown.Select(trial => trial.Mean!.Value), 0.04);
    }

    public Scale Scale { get; }

    public IReadOnlyList<ReportTrial> Shown { get; }

    public IReadOnlyList<ReportTrial> Clipped { get; }

    /// <summary>
    /// Lanes for all that has no place on the scale: clipped, diverged, failed, infeasible, stopped. <paramref name="place"/> says where
    /// a trial stands on the other axis; trials without a place (NaN) are left to their table. The lanes lie on the bad side of the scores:
    /// beside the best, what diverged would look good. Where nothing completed there are no scores, and they lie below.
    /// </summary>
    public IReadOnlyList<Lane> Lanes(Func<ReportTrial, double> place, bool scoreIsVertical = true, Paint clipped = Paint.Series1)
    {
        var lanes = new List<Lane>();
        var low = scoreIsVertical ? ChartEdge.Bottom : ChartEdge.Left;
        var bad = _standings.Model.Metric.Maximize || _standings.Scored.Count == 0 ? low
            : scoreIsVertical ? ChartEdge.Top : ChartEdge.Right;
        var word = _standings.Model.Metric.Maximize ? "lower" : "higher";
        var arrow = (_standings.Model.Metric.Maximize, scoreIsVertical) switch
        {
            (true, true) => DotShape.TriangleDown,
            (false, true) => DotShape.TriangleUp,
            (true, false) => DotShape.TriangleLeft,
            (false, false) => DotShape.TriangleRight,
        };
        Add(bad, word, arrow, clipped, Clipped);
        Add(bad, "diverged", DotShape.Cross, Paint.Series2, Of(TrialStatus.Diverged));
        Add(bad, "failed", DotShape.Plus, Paint.Series4, Of(TrialStatus.Failed));
        Add(bad, "infeasible", DotShape.Square, Paint.Series5, Of(TrialStatus.Infeasible));
        Add(bad, "stopped", DotShape.TriangleUp, Paint.Series5, Of(TrialStatus.Stopped));
        return lanes;

        void Add(ChartEdge edge, string label, DotShape shape, Paint paint, IEnumerable<ReportTrial> trials)
        {
            var placed = trials.Where(trial => double.IsFinite(place(trial))).ToList();
            if (placed.Count > 0)
            {
                var numbers = placed.Select(trial => trial.Number).ToList();
                lanes.Add(new Lane(edge, $"{Figures.Whole(placed.Count)} {label}", shape, paint, placed.Select(place)
                    .ToList()) { Numbers = numbers });
            }
        }

        IEnumerable<ReportTrial> Of(TrialStatus state) => _standings.Model.Trials.Where(trial => trial.State == state);
    }

    /// <summary>The sample quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var at = share * (sorted.Count - 1);
        var low = (int)Math.Floor(at);
        return low + 1 < sorted.Count ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
