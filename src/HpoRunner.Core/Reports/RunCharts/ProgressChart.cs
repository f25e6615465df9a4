using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Each trial's score in the order of trials, the best so far as a step line, the baseline dashed, failures in lanes below.
/// </summary>
internal static class ProgressChart
{
    /// <summary>Among fewer trials, where the best stands says nothing of the search.</summary>
    private const int FewestToTell = 5;

    /// <summary>Null before any trial has ended.</summary>
    public static Chart? Create(Standings standings, ScoreAxis axis)
    {
        var scored = standings.Scored;
        var lanes = axis.Lanes(trial => trial.Number);
        if (scored.Count == 0 && lanes.Count == 0)
            return null;
        var last = standings.Model.Trials.Select(trial => trial.Number).DefaultIfEmpty(0).Max();
        var steps = new List<ChartPoint>();
        foreach (var trial in scored)
        {
            if (steps.Count == 0 || standings.IsGain(trial.Mean!.Value, steps[^1].Y))
                steps.Add(new ChartPoint(trial.Number, trial.Mean!.Value));
        }
        var marks = new List<Mark>();
        var ends = new List<EndLabel>();
        if (standings.Baseline is { Mean: { } level })
        {
            marks.Add(new Rule(level, false, Paint.Series5));
            if (standings.Best != standings.Baseline)
                ends.Add(new EndLabel(level, $"baseline {standings.Scores.Score(level)}", Paint.Series5) { Bold = false });
        }
        marks.Add(Dots(axis.Shown));
        if (steps.Count > 0)
        {
            marks.Add(new Line([.. steps, new ChartPoint(last, steps[^1].Y)], Paint.Series2) { Step = true, Width = 2 });
            marks.Add(new Dots(steps, Paint.Series2) { Radius = scored.Count > 2000 ? 2.2 : 3.4 });
            ends.Add(new EndLabel(steps[^1].Y, $"{BestName(standings)} {standings.Scores.Score(steps[^1].Y)}", Paint.Series2));
        }
        return new Chart
        {
            Title = Finding(standings, steps, last),
            Subtitle = scored.Count == 0
                ? "What became of each trial"
                : $"{standings.MeanName} of each trial, in order{standings.AxisNote}"
                    + (scored.Count > 1 ? "; line: best so far" : "") + (standings.Baseline is null ? "" : "; dashed: the baseline"),
            Description = Describe(standings, steps, axis),
            Footer = standings.Footer,
            X = new Axis(new LinearScale(last == 0 ? -0.5 : -0.01 * last, last == 0 ? 0.5 : last * 1.01) { Whole = true }, "trial"),
            // Without scores there is no scale; the lanes say what happened.
            Y = scored.Count > 0 ? new Axis(axis.Scale, standings.MetricName) { Grid = true } : new Axis(new BandScale([]), ""),
            Rows = scored.Count > 0 ? 0 : lanes.Count,
            // One dot needs no tall axis.
            Format = scored.Count == 1 ? ChartFormat.Low : ChartFormat.Wide,
            Marks = marks,
            Lanes = lanes,
            EndLabels = ends,
            Table = new ChartTable(["best so far", "trial", $"{standings.MetricName}"],
                [.. steps.Select((step, i) => (IReadOnlyList<string>)
                [Figures.Fixed(i + 1, 0), $"#{Figures.Fixed(step.X, 0)}", standings.Scores.Score(step.Y)])],
                "Every trial stands in the full table of the ranking."),
        };
    }

    /// <summary>Dots that shrink as they become many.</summary>
    private static Dots Dots(IReadOnlyList<ReportTrial> trials) =>
        new(trials.Select(trial => new ChartPoint(trial.Number, trial.Mean!.Value)).ToList(), Paint.Series1)
        {
            Radius = trials.Count > 2000 ? 1.4 : trials.Count > 400 ? 2 : 3,
            Opacity = 0.7,
            Numbers = trials.Select(trial => trial.Number).ToList(),
        };

    private static string Finding(Standings standings, List<ChartPoint> steps, int last)
    {
        if (steps.Count == 0)
            return $"No trial completed: {standings.Troubles()}";
        if (standings.Scored.Count == 1)
            return $"{(standings.Best == standings.Baseline ? "Only the baseline" : "One trial")} completed, with {standings.MetricName} "
                + standings.Scores.Score(steps[0].Y);
        var means = standings.Scored.Select(trial => trial.Mean!.Value).ToList();
        if (means.Max() - means.Min() == 0)
            return $"All {standings.Scored.Count} completed trials score {standings.Scores.Score(means[0])}";
        var best = (int)steps[^1].X;
        if (best == 0)
            return $"None of {Figures.Count(last, "other trial")} scores better than the baseline";
        // Trials that are still open have brought nothing as yet.
        var since = standings.Model.Trials.Count(trial =>
            trial.Number > best && trial.State is not (TrialStatus.Pending or TrialStatus.Running));
        return standings.Scored.Count < FewestToTell ? $"Trial {best} scores best of the {standings.Scored.Count} that completed"
            : since == 0 ? $"The last trial, {Figures.Whole(best)}, is the best so far: the search was still improving"
            : since < 0.1 * last
                ? $"The best came late, at trial {Figures.Whole(best)} of {Figures.Whole(last)}: the search may not be at its end"
            : $"The best {(best == standings.Best!.Number ? "came" : "score was first reached")} at trial {Figures.Whole(best)}; "
                + $"{Figures.Count(since, "trial")} after it brought nothing better";
    }

    /// <summary>What alone completed is not worth being called the best.</summary>
    private static string BestName(Standings standings) => standings switch
    {
        { Scored.Count: 1 } => standings.Best == standings.Baseline ? "baseline" : $"#{standings.Best!.Number}",
        _ => standings.Best == standings.Baseline ? "best: baseline" : "best",
    };

    private static string Describe(Standings standings, List<ChartPoint> steps, ScoreAxis axis)
    {
        if (steps.Count == 0)
            return $"A chart without points. {standings.Troubles()}.";
        var (scores, means) = (standings.Scores, standings.Scored.Select(trial => trial.Mean).ToList());
        var text = $"{Figures.Count(means.Count, "trial")} with {standings.MetricName} from {scores.Score(means.Min())} to "
            + $"{scores.Score(means.Max())}. "
            + $"The best so far starts at {scores.Score(steps[0].Y)} and ends at {scores.Score(steps[^1].Y)}, "
            + $"reached at trial {Figures.Fixed(steps[^1].X, 0)}.";
        if (axis.Clipped.Count > 0)
            text += $" {Figures.Count(axis.Clipped.Count, "trial")} beyond the axis, marked by arrows.";
        return standings.Troubles() is { Length: > 0 } troubles ? $"{text} {troubles}." : text;
    }
}
