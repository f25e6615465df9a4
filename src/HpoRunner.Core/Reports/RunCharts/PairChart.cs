using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Two parameters against each other, a dot per trial in the colour of its rank. Nothing is interpolated: between the dots nothing is
/// known. A grid has a trial at every pair of values, so there cells are drawn (<see cref="HeatMapChart"/>).
/// </summary>
internal static class PairChart
{
    private const int MostParameters = 3;
    private const int FewestTrials = 8;
    private const int Steps = 10;

    /// <summary>The best are said to lie in one part of the plane when they span at most this share of it.</summary>
    private const double Gathered = 0.25;

    /// <summary>And everywhere when they span more than this share.</summary>
    private const double Spread = 0.75;

    /// <summary>The pairs of the three most important parameters.</summary>
    public static IEnumerable<Chart> Create(Standings standings)
    {
        var first = standings.ByImportance.Take(MostParameters).ToList();
        var pairs = first.SelectMany((across, i) => first.Skip(i + 1).Select(up => (Across: across, Up: up)));
        return pairs.Select(pair => standings.Model.IsGrid
            ? HeatMapChart.Create(standings, pair.Across, pair.Up) : Dots(standings, pair.Across, pair.Up)).OfType<Chart>();
    }

    private static Chart? Dots(Standings standings, int across, int up)
    {
        var (x, y) = (ParameterAxis.Of(standings.Model, across, 8), ParameterAxis.Of(standings.Model, up, 7, isUp: true));
        var placed = standings.Ranked.Where(trial => IsPlaced(x, y, trial)).ToList();
        if (placed.Count < FewestTrials || Hangs(x, placed) || Hangs(y, placed))
            return null;
        var radius = placed.Count > 2000 ? 1.3 : placed.Count > 400 ? 2 : 3.2;
        // The best are drawn last, on top of the others.
        var marks = placed.Select((trial, rank) => (trial, Step: Steps - 1 - (rank * Steps / placed.Count)))
            .GroupBy(item => item.Step).OrderBy(group => group.Key)
            .Select(group => Dots(group.Select(item => item.trial), x, y, Paint.Scale0 + group.Key) with { Radius = radius })
            .Append(Dots(Of(standings, TrialStatus.Diverged), x, y, Paint.Series2) with { Shape = DotShape.Cross })
            .Append(Dots(Of(standings, TrialStatus.Failed), x, y, Paint.Series4) with { Shape = DotShape.Plus });
        var top = placed.Take(Math.Clamp(placed.Count / 10, 3, 60)).ToList();
        return new Chart
        {
            Title = Finding(x, y, top),
            Subtitle = $"A dot per trial, coloured by rank{Unplaced(standings.Ranked.Count - placed.Count)}",
            Description = $"{x.Name} across, {y.Name} up, {Figures.Count(placed.Count, "trial")}. {Finding(x, y, top)}.",
            Footer = standings.Footer,
            X = new Axis(x.Scale, x.Name) { TickMarks = x.Scale is not BandScale },
            Y = new Axis(y.Scale, y.Name) { TickMarks = y.Scale is not BandScale, Grid = y.Scale is not BandScale },
            Marks = [.. marks],
            Legend = [.. Legend(standings)],
            Format = ChartFormat.SmallSquare,
            Table = TrialTable.Of(standings, top, across, up),
        };
    }

    /// <summary>Whether the other parameter is used with one of the choices alone.</summary>
    private static bool Hangs(ParameterAxis axis, List<ReportTrial> placed) =>
        axis.Scale is BandScale { Names.Count: > 1 } && placed.Select(trial => Math.Round(axis.At(trial))).Distinct().Count() == 1;

    private static bool IsPlaced(ParameterAxis x, ParameterAxis y, ReportTrial trial) =>
        x.Scale.Holds(x.At(trial)) && y.Scale.Holds(y.At(trial));

    private static Dots Dots(IEnumerable<ReportTrial> trials, ParameterAxis x, ParameterAxis y, Paint paint)
    {
        var placed = trials.Where(trial => IsPlaced(x, y, trial)).ToList();
        return new Dots(placed.Select(trial => new ChartPoint(x.At(trial), y.At(trial))).ToList(), paint)
        {
            Numbers = placed.Select(trial => trial.Number).ToList(),
        };
    }

    private static IEnumerable<ReportTrial> Of(Standings standings, TrialStatus state) =>
        standings.Model.Trials.Where(trial => trial.State == state);

    private static IEnumerable<LegendEntry> Legend(Standings standings)
    {
        yield return new LegendEntry("best tenth", Paint.Scale9, LegendShape.Dot);
        yield return new LegendEntry("middle", Paint.Scale4, LegendShape.Dot);
        yield return new LegendEntry("worst", Paint.Scale0, LegendShape.Dot);
        if (standings.CountOf(TrialStatus.Diverged) > 0)
            yield return new LegendEntry("diverged", Paint.Series2, LegendShape.Mark) { Mark = DotShape.Cross };
        if (standings.CountOf(TrialStatus.Failed) > 0)
            yield return new LegendEntry("failed", Paint.Series4, LegendShape.Mark) { Mark = DotShape.Plus };
    }

    private static string Finding(ParameterAxis x, ParameterAxis y, List<ReportTrial> top)
    {
        var share = Span(x, top) * Span(y, top);
        var where = share <= Gathered ? $"lie within {Figures.Percent(share)} of the plane"
            : share <= Spread ? $"are spread over {Figures.Percent(share)} of the plane" : "lie all over the plane";
        return $"{x.Name} and {y.Name}: the best {top.Count} {where}";
    }

    /// <summary>Share of the axis that the trials span; of strips, share of the choices that they take.</summary>
    private static double Span(ParameterAxis axis, List<ReportTrial> trials)
    {
        if (axis.Scale is BandScale bands)
            return (double)trials.Select(trial => Math.Round(axis.At(trial))).Distinct().Count() / bands.Names.Count;
        var places = trials.Select(trial => axis.Scale.Position(axis.At(trial))).ToList();
        return places.Max() - places.Min();
    }

    private static string Unplaced(int count) =>
        count > 0 ? $"; {Figures.Count(count, "trial")} without a place on both axes left out" : "";
}
