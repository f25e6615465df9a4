namespace HpoRunner.Reports.Tables;

/// <summary><c>ranking.csv</c>: the completed trials, best first, with how sure their order is.</summary>
internal static class RankingCsv
{
    public static void Write(RunResults results, TextWriter writer)
    {
        var rows = new CsvRows(writer);
        foreach (var column in (string[])["rank", "trial", "mean", "standard_error", "low", "high", "corrected_score", "chance_best",
            "tied_with_best", "gap_to_baseline"])
            rows.Text(column);
        rows.EndRow();
        foreach (var trial in results.Ranking.Trials)
        {
            rows.Whole(trial.Rank).Whole(trial.Trial).Number(trial.Mean).Number(trial.StandardError).Number(trial.Low).Number(trial.High)
                .Number(trial.CorrectedScore).Number(trial.ChanceBest).Flag(trial.TiedWithBest).Number(trial.GapToBaseline).EndRow();
        }
    }
}
