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
    public const int Parallel = 2;

    public static IReadOnlyList<NamedChart> Create(ReportModel model)
    {
        var standings = new Standings(model);
        var scores = new ScoreAxis(standings);
        var parts = new List<(ReportSection Section, Func<IEnumerable<(string What, Chart? Chart)>> Create)>();
        Add("progress", ReportSection.Progress, () => ProgressChart.Create(standings, scores));
        Add("best-over-time", ReportSection.Progress, () => TimeChart.Create(standings));
        Add($"top-{ForestChart.MostRows}", ReportSection.Ranking, () => ForestChart.Create(standings, scores));
        Add("paths", ReportSection.Paths, () => PathChart.Create(standings));
        Add("height", ReportSection.Paths, () => HeightChart.Create(standings));
        Add("importance", ReportSection.Matters, () => ImportanceChart.Create(standings));
        if (standings.Scored.Count > 0)
        {
            foreach (var (i, parameter) in model.Parameters.Index().Where(item => item.Item.Varies))
                Add("slice-" + parameter.Name, ReportSection.Matters, () => SliceChart.Create(standings, scores, i));
        }
        parts.Add((ReportSection.Matters, () => PairChart.Create(standings)
            .Select(chart => ($"pair-{chart.X.Label}-{chart.Y.Label}", (Chart?)chart))));
        Add("parallel-coordinates", ReportSection.Matters, () => ParallelChart.Create(standings, scores));
        Add("learning-curves", ReportSection.Curves, () => CurveChart.Create(standings));
        parts.Add((ReportSection.Curves, () => GroupedCurvesChart.Create(standings)
            .Select(item => ("curves-by-" + item.Name, (Chart?)item.Chart))));
        parts.Add((ReportSection.Curves, () => MeasurementChart.Create(standings).Select(item => (item.Name, (Chart?)item.Chart))));
        parts.Add((ReportSection.Curves, () => MeasurementComparison.Create(standings).Select(item => (item.Name, (Chart?)item.Chart))));
        Add("all-curves", ReportSection.Curves, () => AllCurvesChart.Create(standings));
        Add("confusion", ReportSection.Winner, () => ConfusionChart.Create(standings));
        Add("predicted-against-true", ReportSection.Winner, () => PredictionChart.Create(standings));
        Add("residuals", ReportSection.Winner, () => ResidualChart.Create(standings));
        Add("finalists", ReportSection.Robustness, () => FinalistsChart.Create(standings));
        Add("score-by-rank", ReportSection.Robustness, () => RankChart.Create(standings, scores));
        Add("distribution", ReportSection.Robustness, () => DistributionChart.Create(standings, scores));
        Add("workers", ReportSection.Health, () => WorkerChart.Create(standings));
        return
        [
            .. parts.AsParallel().AsOrdered().WithDegreeOfParallelism(Parallel)
                .SelectMany(part => part.Create().Where(item => item.Chart is not null)
                    .Select(item => (part.Section, item.What, Chart: item.Chart!)))
                .AsEnumerable().Select((item, i) => new NamedChart(
                    $"{(i + 1).ToString("00", CultureInfo.InvariantCulture)}-{FileName(item.What)}.svg",
                    item.Chart, item.Section)),
        ];

        void Add(string what, ReportSection section, Func<Chart?> create) => parts.Add((section, () => [(what, create())]));
    }

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
