using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>The test rows by true and predicted class; right ones on the diagonal. A cell's depth is its share of its true class.</summary>
internal static class ConfusionChart
{
    private const int MostClasses = 40;

    private const int MostNumbered = 16;

    public static Chart? Create(Standings standings)
    {
        var final = standings.Model.Final;
        if (final is null || final.Confusion.Count is 0 or > MostClasses || final.Confusion.Any(row => row.Count != final.Confusion.Count))
            return null;
        var counts = final.Confusion;
        var size = counts.Count;
        var names = ShortNames.Of(Enumerable.Range(0, size).Select(i => i < final.Classes.Count ? final.Classes[i] : Figures.Fixed(i, 0))
            .ToList(), 9);
        var marks = new List<Mark>();
        for (var truth = 0; truth < size; truth++)
        {
            var total = Math.Max(1, counts[truth].Sum());
            for (var predicted = 0; predicted < size; predicted++)
            {
                var count = counts[truth][predicted];
                // Up to a half of the colour, so that the number in the cell keeps its contrast in light and dark.
                var opacity = count == 0 ? 0.06 : Math.Round(0.12 + (0.4 * count / total), 2);
                var paint = count == 0 ? Paint.Faint : truth == predicted ? Paint.Series1 : Paint.Series2;
                var cell = (new ChartPoint(predicted - 0.5, truth - 0.5), new ChartPoint(predicted + 0.5, truth + 0.5));
                marks.Add(new Boxes([cell], paint) { Opacity = opacity, Gap = 1 });
                if (count > 0 && size <= MostNumbered)
                {
                    marks.Add(new Label(new ChartPoint(predicted, truth), Figures.Whole(count), Paint.Ink)
                    {
                        Halo = false, Bold = truth == predicted,
                    });
                }
            }
        }
        return new Chart
        {
            Title = Finding(counts, names),
            Subtitle = "Test rows by true class (down) and predicted class (across); blue: right, orange: wrong; "
                + "at the end of each row its share of right ones",
            Description = Describe(counts, names),
            Footer = standings.Footer,
            X = new Axis(new BandScale(names), "predicted") { TickMarks = false },
            Y = new Axis(new BandScale(names), "true") { TickMarks = false },
            Marks = marks,
            EndLabels = counts.Select((row, i) =>
                new EndLabel(i, row.Sum() > 0 ? Figures.Percent((double)row[i] / row.Sum()) : Figures.Missing, Paint.Soft) { Bold = false })
                .ToList(),
            Format = ChartFormat.Square,
            Table = new ChartTable(["true \\ predicted", .. names], [.. counts.Select((row, i) => (IReadOnlyList<string>)
                [names[i], .. row.Select(count => Figures.Fixed(count, 0))])]),
        };
    }

    /// <summary>The most frequent mistake; null without one. Ties go to the first in class order.</summary>
    private static (int Truth, int Predicted, int Count)? Worst(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        (int, int, int Count)? worst = null;
        for (var truth = 0; truth < counts.Count; truth++)
        {
            for (var predicted = 0; predicted < counts.Count; predicted++)
            {
                if (truth != predicted && counts[truth][predicted] > (worst?.Count ?? 0))
                    worst = (truth, predicted, counts[truth][predicted]);
            }
        }
        return worst;
    }

    private static (int Right, int All) Totals(IReadOnlyList<IReadOnlyList<int>> counts) =>
        (counts.Select((row, i) => row[i]).Sum(), counts.Sum(row => row.Sum()));

    private static string Finding(IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<string> names)
    {
        var (right, all) = Totals(counts);
        if (all == 0)
            return "No test rows";
        if (right == all)
            return $"All {all} test rows are right";
        var text = $"{right} of {all} test rows are right";
        return Worst(counts) is { Count: > 1 } worst
            ? $"{text}; most often {names[worst.Truth]} is taken for {names[worst.Predicted]} ({worst.Count} times)" : text;
    }

    private static string Describe(IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<string> names)
    {
        var wrong = Enumerable.Range(0, counts.Count)
            .SelectMany(truth => Enumerable.Range(0, counts.Count).Select(predicted => (truth, predicted, count: counts[truth][predicted])))
            .Where(cell => cell.truth != cell.predicted && cell.count > 0).OrderByDescending(cell => cell.count).Take(5).ToList();
        var listed = wrong.Select(cell => $"{names[cell.truth]} as {names[cell.predicted]} {cell.count}");
        return wrong.Count == 0 ? "No mistakes." : $"Most frequent mistakes: {string.Join(", ", listed)}.";
    }
}
