using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>The table under a chart that draws a dot per trial: the best of them with their values; the full table has all.</summary>
internal static class TrialTable
{
    private const int MostRows = 10;

    public static ChartTable Of(Standings standings, IReadOnlyList<ReportTrial> trials, params int[] parameters)
    {
        var columns = parameters.Select(index => TrialColumn.OfParameter(standings.Model, index)).ToList();
        var ranks = standings.RankOf;
        return new ChartTable(
            ["trial", "rank", standings.MetricName, .. columns.Select(column => column.Name)],
            [.. trials.Take(MostRows).Select(trial => (IReadOnlyList<string>)
                [$"#{trial.Number}", Figures.Fixed(ranks[trial.Number], 0), standings.Scores.Score(trial.Mean),
                    .. columns.Select(column => column.Text(trial))])],
            "The best of them; every trial stands in the full table of the ranking.");
    }
}
