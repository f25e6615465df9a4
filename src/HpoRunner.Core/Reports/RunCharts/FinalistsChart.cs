using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// What cross-validation said of the finalists and the baseline, and what rows and repeats said that the search had not seen: the score
/// with its 95 % interval, the mean of the fresh repeats, the score on the test rows.
/// </summary>
internal static class FinalistsChart
{
    public static Chart? Create(Standings standings)
    {
        var rows = standings.Ranked.Where(trial => trial.Fresh is not null || trial.Test is not null).ToList();
        if (rows.Count == 0)
            return null;
        var values = rows.SelectMany(trial => new[] { trial.Mean, trial.Low, trial.High, trial.Fresh, trial.Test, trial.Corrected })
            .Select(value => value ?? double.NaN);
        return new Chart
        {
            Title = Finding(standings, rows),
            Subtitle = standings.MeanName + (rows.Exists(trial => trial.Low is not null) ? $" with its 95{Figures.Space}% interval" : "")
                + ", against scores on what the search had not seen",
            Description = string.Join(" ", rows.Select(trial => Describe(standings, trial))),
            Footer = standings.Footer,
            X = new Axis(MetricScale.Over(standings.MetricName, values, 0.06), standings.MetricName) { Grid = true },
            Y = new Axis(new BandScale([.. rows.Select(trial => $"#{trial.Number}{(trial == standings.Baseline ? ", baseline" : "")}")]),
                "") { TickMarks = false },
            Marks =
            [
                new Segments([.. rows.Select((trial, row) => (At(trial.Low, row), At(trial.High, row)))], Paint.Series5) { Width = 1.6 },
                Dots(rows, trial => trial.Mean, Paint.Series1, DotShape.Circle),
                Dots(rows, trial => trial.Corrected, Paint.Series1, DotShape.Ring),
                Dots(rows, trial => trial.Fresh, Paint.Series3, DotShape.Square),
                Dots(rows, trial => trial.Test, Paint.Series2, DotShape.Diamond),
            ],
            Legend = [.. Legend(rows)],
            Rows = Math.Max(2, rows.Count),
            Table = new ChartTable(["trial", "cross-validated", "low", "high", "corrected", "fresh repeats", "test rows",
                "test − cross-validated"],
                [.. rows.Select(trial => (IReadOnlyList<string>)
                [
                    $"#{trial.Number}", standings.Scores.Score(trial.Mean), standings.Scores.Score(trial.Low),
                        standings.Scores.Score(trial.High),
                    standings.Scores.Score(trial.Corrected), standings.Scores.Score(trial.Fresh), standings.Scores.Score(trial.Test),
                    standings.Scores.Gap(trial.Test - trial.Mean),
                ])]),
        };
    }

    private static ChartPoint At(double? value, int row) => new(value ?? double.NaN, row);

    private static Dots Dots(List<ReportTrial> rows, Func<ReportTrial, double?> value, Paint paint, DotShape shape)
    {
        var placed = rows.Select((trial, row) => (trial, row)).Where(item => value(item.trial) is { } score && double.IsFinite(score))
            .ToList();
        return new Dots([.. placed.Select(item => At(value(item.trial), item.row))], paint)
        {
            Shape = shape, Radius = 5, Numbers = [.. placed.Select(item => item.trial.Number)],
        };
    }

    private static IEnumerable<LegendEntry> Legend(List<ReportTrial> rows)
    {
        yield return new LegendEntry("cross-validated", Paint.Series1, LegendShape.Dot);
        if (rows.Exists(trial => trial.Corrected is not null))
            yield return new LegendEntry("corrected for selection", Paint.Series1, LegendShape.Ring);
        if (rows.Exists(trial => trial.Fresh is not null))
            yield return new LegendEntry("fresh repeats", Paint.Series3, LegendShape.Mark) { Mark = DotShape.Square };
        if (rows.Exists(trial => trial.Test is not null))
            yield return new LegendEntry("test rows", Paint.Series2, LegendShape.Mark) { Mark = DotShape.Diamond };
    }

    private static string Finding(Standings standings, List<ReportTrial> rows)
    {
        var winner = rows.Find(trial => trial.Test is not null && trial != standings.Baseline) ?? rows[0];
        if (winner.Test is not { } test)
            return $"Fresh repeats give trial {winner.Number} {standings.Scores.Score(winner.Fresh)}, the search gave it "
                + $"{standings.Scores.Score(winner.Mean)}";
        var who = winner == standings.Baseline ? "the baseline" : $"trial {winner.Number}";
        var text = $"On the test rows {who} scores {standings.Scores.Score(test)}";
        if (winner is { Low: { } low, High: { } high })
            return test < low || test > high
                ? $"{text}, {(standings.IsBetter(test, winner.Mean!.Value) ? "better" : "worse")} than the interval of its cross-validation"
                : $"{text}, within the interval of its cross-validation";
        return $"{text}, in cross-validation {standings.Scores.Score(winner.Mean)}";
    }

    private static string Describe(Standings standings, ReportTrial trial) =>
        $"Trial {trial.Number}: cross-validated {standings.Scores.Score(trial.Mean)}"
        + (trial.Fresh is { } fresh ? $", fresh repeats {standings.Scores.Score(fresh)}" : "")
        + (trial.Test is { } test ? $", test rows {standings.Scores.Score(test)}" : "") + ".";
}
