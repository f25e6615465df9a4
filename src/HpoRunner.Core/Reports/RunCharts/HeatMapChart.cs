using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Training;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Two parameters of a grid, a cell per pair of values: the mean score of the trials that have both. The baseline, which is no point of
/// the grid, is left out. Colours are ten equal steps from the worst cell to the best; wrecks among the cells, more than
/// <see cref="Reach"/> times as far behind the best as the middle one, share the worst colour, so that the others can be told apart.
/// </summary>
internal static class HeatMapChart
{
    private const int MostNumbered = 7;
    private const int Steps = 10;
    private const int Reach = 4;

    public static Chart? Create(Standings standings, int across, int up)
    {
        var model = standings.Model;
        var searched = standings.Ranked.Where(trial => trial.Origin == TrialOrigin.Search).ToList();
        // A grid point that equals the baseline is not trained again: there the baseline stands for it.
        var trials = standings.Ranked.Where(trial => trial.Origin == TrialOrigin.Search || IsOnGrid(standings, searched, trial)).ToList();
        var (columns, rows) = (Values(trials, across), Values(trials, up));
        var (xName, yName) = (model.Parameters[across].Name, model.Parameters[up].Name);
        var cells = trials.Where(trial => trial.Value(across) is not null && trial.Value(up) is not null)
            .GroupBy(trial => (X: columns.IndexOf(trial.Value(across)!.Value), Y: rows.IndexOf(trial.Value(up)!.Value)))
            .Select(cell => new Cell(cell.Key.X, cell.Key.Y, cell.Average(trial => trial.Mean!.Value), cell.Count()))
            .OrderBy(cell => standings.Worse(cell.Mean)).ThenBy(cell => cell.X).ThenBy(cell => cell.Y).ToList();
        if (cells.Count == 0)
            return null;
        var (xNames, yNames) = (Names(columns), Names(rows));
        return new Chart
        {
            Title = Finding(standings, cells, xName, yName, xNames, yNames),
            Subtitle = $"Mean {standings.MetricName} of the trials that have both values",
            Description = $"{xName} across, {yName} down. " + string.Join(", ", cells.Take(3).Select(cell =>
                $"{xNames[cell.X]} with {yNames[cell.Y]} {standings.Scores.Score(cell.Mean)}")) + ".",
            Footer = standings.Footer,
            X = new Axis(new BandScale(ShortNames.Of(xNames, 8)), xName) { TickMarks = false },
            Y = new Axis(new BandScale(ShortNames.Of(yNames, 7)), yName) { TickMarks = false },
            Marks = [.. Marks(standings, cells, Math.Max(columns.Count, rows.Count) <= MostNumbered)],
            Legend = [new LegendEntry("best", Paint.Scale9, LegendShape.Box), new LegendEntry("worst", Paint.Scale0, LegendShape.Box)],
            Format = ChartFormat.SmallSquare,
            Table = new ChartTable([xName, yName, $"mean {standings.MetricName}", "trials"],
                [.. cells.Select(cell => (IReadOnlyList<string>)
                [xNames[cell.X], yNames[cell.Y], standings.Scores.Score(cell.Mean), Figures.Fixed(cell.Count, 0)])]),
        };
    }

    private static bool IsOnGrid(Standings standings, List<ReportTrial> searched, ReportTrial trial) =>
        Enumerable.Range(0, standings.Model.Parameters.Count).Where(index => standings.Model.Parameters[index].Varies)
            .All(index => searched.Exists(other => other.Value(index) == trial.Value(index)));

    private static IEnumerable<Mark> Marks(Standings standings, List<Cell> cells, bool numbered)
    {
        var best = cells[0].Mean;
        var reach = Reach * Math.Abs(cells[cells.Count / 2].Mean - best);
        var worst = cells[^1].Mean;
        if (reach > 0 && reach < Math.Abs(worst - best))
            worst = best + (reach * Math.Sign(worst - best));
        foreach (var cell in cells)
        {
            var share = best == worst ? 1 : Math.Clamp((cell.Mean - worst) / (best - worst), 0, 1);
            var paint = Paint.Scale0 + Math.Min(Steps - 1, (int)(share * Steps));
            yield return new Boxes([(new ChartPoint(cell.X - 0.5, cell.Y - 0.49), new ChartPoint(cell.X + 0.5, cell.Y + 0.49))],
                paint) { Gap = 1 };
            if (numbered)
                yield return new Label(new ChartPoint(cell.X, cell.Y), standings.Scores.Score(cell.Mean), paint)
                {
                    Halo = false, Size = 0.85, Bold = cell == cells[0],
                };
        }
    }

    private static string Finding(
        Standings standings, List<Cell> cells, string xName, string yName, IReadOnlyList<string> xNames, IReadOnlyList<string> yNames) =>
        $"{xName} {xNames[cells[0].X]} with {yName} {yNames[cells[0].Y]} is best on average: {standings.Scores.Score(cells[0].Mean)}";

    /// <summary>Numbers in their order, then words in the order of the trials.</summary>
    private static List<Scalar> Values(List<ReportTrial> trials, int index)
    {
        var values = trials.OrderBy(trial => trial.Number).Select(trial => trial.Value(index)).OfType<Scalar>().Distinct().ToList();
        return [.. values.Where(value => value.IsNumber).OrderBy(value => value.AsNumber), .. values.Where(value => !value.IsNumber)];
    }

    private static IReadOnlyList<string> Names(List<Scalar> values) =>
        [.. values.Select(value => ValueText.Of(value, 3))];

    private sealed record Cell(int X, int Y, double Mean, int Count);
}
