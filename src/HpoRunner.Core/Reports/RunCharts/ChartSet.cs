using System.Globalization;
using System.Text;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Page;

namespace HpoRunner.Reports.RunCharts;

/// <summary>A chart, the file it is saved in (without folder) and its part of the report.</summary>
internal sealed record NamedChart(string FileName, Chart Chart, ReportSection Section);

/// <summary>All charts of a report. Charts without anything to show are left out; progress always exists.</summary>
internal static class ChartSet
{
    /// <summary>Charts made at once; a search may go on beside them.</summary>
    public const int AtOnce = 2;

    public static IReadOnlyList<NamedChart> Create(ReportModel model)
    {
        var standings = new Standings(model);
        var parts = Parts(standings, new ScoreAxis(standings)).ToList();
        var made = new List<NamedChart>[parts.Count];
        Parallel.For(0, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, i => made[i] = parts[i]().ToList());
        return [.. made.SelectMany(charts => charts).Select((chart, i) =>
            chart with { FileName = $"{(i + 1).ToString("00", CultureInfo.InvariantCulture)}-{FileName(chart.FileName)}.svg" })];
    }

    /// <summary>What makes the charts, in their order in the report; each is named by what it shows.</summary>
    private static IEnumerable<Func<IEnumerable<NamedChart>>> Parts(Standings standings, ScoreAxis scores)
    {
        yield return One("progress", ReportSection.Progress, () => ProgressChart.Create(standings, scores));
        yield return One("best-over-time", ReportSection.Progress, () => TimeChart.Create(standings));
        yield return One($"top-{ForestChart.MostRows}", ReportSection.Ranking, () => ForestChart.Create(standings, scores));
        yield return One("paths", ReportSection.Paths, () => PathChart.Create(standings));
        yield return One("height", ReportSection.Paths, () => HeightChart.Create(standings));
        yield return One("importance", ReportSection.Matters, () => ImportanceChart.Create(standings));
        if (standings.Scored.Count > 0)
        {
            foreach (var (i, parameter) in standings.Model.Parameters.Index().Where(item => item.Item.Varies))
                yield return One("slice-" + parameter.Name, ReportSection.Matters, () => SliceChart.Create(standings, scores, i));
        }
        yield return () => PairChart.Create(standings)
            .Select(chart => new NamedChart($"pair-{chart.X.Label}-{chart.Y.Label}", chart, ReportSection.Matters));
        yield return One("parallel-coordinates", ReportSection.Matters, () => ParallelChart.Create(standings, scores));
        yield return One("learning-curves", ReportSection.Curves, () => CurveChart.Create(standings));
        yield return () => GroupedCurvesChart.Create(standings)
            .Select(item => new NamedChart("curves-by-" + item.Name, item.Chart, ReportSection.Curves));
        yield return () => MeasurementChart.Create(standings).Concat(MeasurementComparison.Create(standings))
            .Select(item => new NamedChart(item.Name, item.Chart, ReportSection.Curves));
        yield return One("all-curves", ReportSection.Curves, () => AllCurvesChart.Create(standings));
        yield return One("confusion", ReportSection.Winner, () => ConfusionChart.Create(standings));
        yield return One("predicted-against-true", ReportSection.Winner, () => PredictionChart.Create(standings));
        yield return One("residuals", ReportSection.Winner, () => ResidualChart.Create(standings));
        yield return One("finalists", ReportSection.Robustness, () => FinalistsChart.Create(standings));
        yield return One("score-by-rank", ReportSection.Robustness, () => RankChart.Create(standings, scores));
        yield return One("distribution", ReportSection.Robustness, () => DistributionChart.Create(standings, scores));
        yield return One("workers", ReportSection.Health, () => WorkerChart.Create(standings));
    }

    private static Func<IEnumerable<NamedChart>> One(string what, ReportSection section, Func<Chart?> create) =>
        () => create() is { } chart ? [new NamedChart(what, chart, section)] : [];

    /// <summary>
    /// Lower-case ASCII letters, digits and dashes, 60 at most: safe on every file system; the number in front keeps names apart.
    /// </summary>
    private static string FileName(string what)
    {
        var name = new StringBuilder();
        foreach (var letter in what.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                name.Append(letter);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }
        return name.ToString(0, Math.Min(60, name.Length)).TrimEnd('-');
    }
}
