using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Parallel coordinates: a line per trial across an axis per parameter, the score below. The axes lie across, so that their names can be
/// read on a phone. The best tenth is coloured; of the others a sample is drawn.
/// </summary>
internal static class ParallelChart
{
    public const int MostLines = 300;
    private const int MostAxes = 7;
    private const int MostColoured = 60;
    private const int FewestTrials = 10;

    public static Chart? Create(Standings standings, ScoreAxis scores)
    {
        var model = standings.Model;
        var chosen = standings.ByImportance.Take(MostAxes - 1).ToArray();
        var axes = chosen.Select(index => ParallelAxis.OfParameter(model.Parameters[index], index, standings.Scored)).ToList();
        if (axes.Count < 2 || scores.Shown.Count < FewestTrials)
            return null;
        axes.Add(ParallelAxis.OfScore(standings.MetricName, scores.Scale));
        var top = standings.Ranked.Take(Math.Clamp(scores.Shown.Count / 10, 3, MostColoured)).ToList();
        var shown = scores.Shown.ToHashSet();
        var others = Standings.Sample(standings.Ranked.Skip(top.Count).Where(shown.Contains).ToList(), MostLines - top.Count);
        var (colouredPaths, otherPaths) = (Paths(axes, top), Paths(axes, others));
        var marks = new List<Mark>
        {
            new Lines(otherPaths, Paint.Faint) { Width = 0.9, Opacity = others.Count > 100 ? 0.3 : 0.5, Numbers = Numbers(others) },
            new Lines(colouredPaths.Skip(1).Reverse().ToList(), Paint.Series1)
            {
                Width = 1.7, Opacity = 0.8, Numbers = Numbers(top.Skip(1).Reverse()),
            },
            new Lines(colouredPaths.Take(1).ToList(), Paint.Series2) { Width = 2.6, Numbers = Numbers(top.Take(1)) },
            new Segments(axes.SelectMany((axis, row) => axis.Lines
                .Select(line => (new ChartPoint(line.From, row), new ChartPoint(line.To, row)))).ToList(), Paint.Soft) { Width = 1 },
        };
        var gaps = colouredPaths.Concat(otherPaths).Any(path => path.Any(point => double.IsNaN(point.X)));
        for (var row = 0; row < axes.Count; row++)
            marks.AddRange(axes[row].Labels(row));
        return new Chart
        {
            Title = Finding(axes, top),
            Subtitle = Subtitle(standings, top.Count, others.Count, axes.Count - 1, gaps),
            Description = $"A line per trial across {string.Join(", ", axes.Select(axis => axis.Name))}; "
                + $"the best, trial {top[0].Number}, and {top.Count - 1} more are coloured.",
            Footer = standings.Footer,
            X = new Axis(new BareScale(), "") { TickMarks = false },
            Y = new Axis(new BandScale(ShortNames.Of(axes.Select(axis => axis.Name).ToList(), 8)), "") { TickMarks = false },
            Marks = marks,
            Legend =
            [
                new LegendEntry("the best", Paint.Series2, LegendShape.Line),
                new LegendEntry($"the best {top.Count}", Paint.Series1, LegendShape.Line),
                new LegendEntry("others", Paint.Faint, LegendShape.Line),
            ],
            Rows = axes.Count * 3 / 2 + 2,
            Brushes = [.. axes.Select(axis => axis.Name)],
            Table = TrialTable.Of(standings, top, chosen),
        };
    }

    private static List<int> Numbers(IEnumerable<ReportTrial> trials) => [.. trials.Select(trial => trial.Number)];

    private static List<IReadOnlyList<ChartPoint>> Paths(List<ParallelAxis> axes, IEnumerable<ReportTrial> trials) =>
        [.. trials.Select(trial => axes.Select((axis, row) => new ChartPoint(axis.Place(trial), row)).ToList())];

    private static string Finding(List<ParallelAxis> axes, List<ReportTrial> top)
    {
        var shared = axes.Take(axes.Count - 1).Where(axis => axis.Gathers(top)).Select(axis => axis.Name).ToList();
        return shared.Count switch
        {
            0 => $"The best {top.Count} lie no closer together than chance would put them",
            _ when shared.Count == axes.Count - 1 => $"The best {top.Count} lie close together in every parameter",
            1 => $"The best {top.Count} share a region of {shared[0]} and little else",
            _ => $"The best {top.Count} share regions of {string.Join(", ", shared.SkipLast(1))} and {shared[^1]}",
        };
    }

    private static string Subtitle(Standings standings, int top, int others, int parameters, bool gaps)
    {
        var searched = standings.Model.Parameters.Count(parameter => parameter.Kind != ReportParameterKind.Fixed);
        var text = $"A line per trial across its values, {standings.MetricName} last"
            + (standings.Model.Importance is null ? "" : "; the most important parameter first");
        if (parameters < searched)
            text += $"; {parameters} of {searched} parameters";
        if (gaps)
            text += "; a gap: beyond the axis";
        return top + others < standings.Scored.Count
            ? $"{text}; {Figures.Whole(top + others)} of {Figures.Count(standings.Scored.Count, "trial")}" : text;
    }
}
