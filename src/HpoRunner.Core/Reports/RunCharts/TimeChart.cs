using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>The best so far against running time: what the time bought. Needs the instants at which trials finished.</summary>
internal static class TimeChart
{
    private const int FewestTrials = 3;

    public static Chart? Create(Standings standings)
    {
        var finished = standings.Scored.Where(trial => trial.FinishedAt is { } at && double.IsFinite(at)).OrderBy(trial => trial.FinishedAt)
            .ThenBy(trial => trial.Number).ToList();
        if (finished.Count < FewestTrials)
            return null;
        var steps = new List<(ChartPoint Point, int Trial)>();
        foreach (var trial in finished)
        {
            if (steps.Count == 0 || standings.IsGain(trial.Mean!.Value, steps[^1].Point.Y))
                steps.Add((new ChartPoint(trial.FinishedAt!.Value, trial.Mean!.Value), trial.Number));
        }
        // A level line says no more than the chart of progress.
        if (steps.Count == 1)
            return null;
        var (first, last) = (steps[0].Point, steps[^1].Point);
        var end = Math.Max(finished[^1].FinishedAt!.Value, standings.Model.Trials.Max(trial => trial.FinishedAt ?? 0));
        return new Chart
        {
            Title = Finding(standings, steps.Select(step => step.Point).ToList(), end),
            Subtitle = $"{standings.MeanName}, best so far against the running time{standings.AxisNote}; a dot per improvement",
            Description = $"The best so far is {standings.Scores.Score(first.Y)} after {Figures.Duration(first.X)} and "
                + $"{standings.Scores.Score(last.Y)} "
                + $"from {Figures.Duration(last.X)} on, in {Figures.Count(steps.Count - 1, "step")}; the last trial finished after "
                + $"{Figures.Duration(end)}.",
            Footer = standings.Footer,
            X = new Axis(new DurationScale(end), "time"),
            Y = new Axis(standings.ScoreScale(steps.Select(step => step.Point.Y), 0.08), standings.MetricName) { Grid = true },
            Marks =
            [
                new Line([.. steps.Select(step => step.Point), new ChartPoint(end, last.Y)], Paint.Series2) { Step = true, Width = 2 },
                new Dots(steps.Select(step => step.Point).ToList(), Paint.Series2)
                {
                    Radius = 3.4, Numbers = steps.Select(step => step.Trial).ToList(),
                },
            ],
            EndLabels = [new EndLabel(last.Y, $"#{steps[^1].Trial} {standings.Scores.Score(last.Y)}", Paint.Series2)],
            Format = ChartFormat.Low,
            Table = new ChartTable(["after", "trial", standings.MetricName], [.. steps.Select(step => (IReadOnlyList<string>)
                [Figures.Duration(step.Point.X), $"#{step.Trial}", standings.Scores.Score(step.Point.Y)])]),
        };
    }

    /// <summary>When half of the whole gain was there, unless it came at once.</summary>
    private static string Finding(Standings standings, List<ChartPoint> steps, double end)
    {
        var half = standings.IsSpread ? Math.Sqrt(steps[0].Y * steps[^1].Y) : (steps[0].Y + steps[^1].Y) / 2;
        var at = steps.First(step => !standings.IsBetter(half, step.Y)).X;
        var best = $"{Figures.Duration(steps[^1].X)} of {Figures.Duration(end)}";
        return at == steps[^1].X
            ? $"The best came after {best}" : $"Half of the gain was there after {Figures.Duration(at)}, the best after {best}";
    }
}
