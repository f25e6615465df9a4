using System.Globalization;
using System.Text;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>A chart, the file it is saved in (without folder) and its part of the report.</summary>
internal sealed record NamedChart(string FileName, Chart Chart, ReportSection Section);

/// <summary>All charts of a report. Charts without anything to show are left out; progress always exists.</summary>
internal static class ChartSet
{
    public static IReadOnlyList<NamedChart> Create(ReportModel model)
    {
        var standings = new Standings(model);
        var scores = new ScoreAxis(standings);
        var charts = new List<NamedChart>();
        Add("progress", ReportSection.Progress, ProgressChart.Create(standings, scores));
        Add("best-over-time", ReportSection.Progress, TimeChart.Create(standings));
        Add($"top-{ForestChart.MostRows}", ReportSection.Ranking, ForestChart.Create(standings));
        Add("paths", ReportSection.Paths, PathChart.Create(standings));
        Add("height", ReportSection.Paths, HeightChart.Create(standings));
        Add("importance", ReportSection.Matters, ImportanceChart.Create(standings));
        if (standings.Scored.Count > 0)
        {
            for (var i = 0; i < model.Parameters.Count; i++)
            {
                if (model.Parameters[i].Kind != ReportParameterKind.Fixed)
                    Add("slice-" + model.Parameters[i].Name, ReportSection.Matters, SliceChart.Create(standings, scores, i));
            }
        }
        foreach (var chart in PairChart.Create(standings))
            Add($"pair-{chart.X.Label}-{chart.Y.Label}", ReportSection.Matters, chart);
        Add("parallel-coordinates", ReportSection.Matters, ParallelChart.Create(standings, scores));
        Add("learning-curves", ReportSection.Curves, CurveChart.Create(standings));
        foreach (var (name, chart) in GroupedCurvesChart.Create(standings))
            Add("curves-by-" + name, ReportSection.Curves, chart);
        foreach (var (name, chart) in MeasurementChart.Create(standings))
            Add(name, ReportSection.Curves, chart);
        foreach (var (name, chart) in MeasurementComparison.Create(standings))
            Add(name, ReportSection.Curves, chart);
        Add("all-curves", ReportSection.Curves, AllCurvesChart.Create(standings));
        Add("confusion", ReportSection.Winner, ConfusionChart.Create(standings));
        Add("predicted-against-true", ReportSection.Winner, PredictionChart.Create(standings));
        Add("residuals", ReportSection.Winner, ResidualChart.Create(standings));
        Add("finalists", ReportSection.Robustness, FinalistsChart.Create(standings));
        Add("score-by-rank", ReportSection.Robustness, RankChart.Create(standings, scores));
        Add("distribution", ReportSection.Robustness, DistributionChart.Create(standings, scores));
        Add("workers", ReportSection.Health, WorkerChart.Create(standings));
        return charts;

        void Add(string what, ReportSection section, Chart? chart)
        {
            if (chart is not null)
                charts.Add(new NamedChart($"{(charts.Count + 1).ToString("00", CultureInfo.InvariantCulture)}-{FileName(what)}.svg", chart,
                    section));
        }
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
