namespace HpoRunner.Ranking;

/// <summary>Outcomes of a search to speak about. Texts have no-break spaces before the per cent sign; tests write plain ones.</summary>
internal static class Outcomes
{
    public static SearchOutcome Of(
        TrialScores[] trials,
        int? baseline = 0,
        string metric = "accuracy",
        bool maximize = true,
        TrialCounts? counts = null,
        TestScores? test = null,
        TestComparison? comparison = null,
        bool isFinished = true,
        SearchedParameter[]? parameters = null,
        CurveDiagnosis? curve = null,
        bool hasRows = true)
    {
        var ranking = TrialRanking.Rank(trials, maximize, baseline, isExact: !hasRows);
        counts ??= new TrialCounts(trials.Length);
        return new SearchOutcome(
            ranking,
            new ScoreText(metric),
            counts,
            !hasRows
                ? BaselineComparison.OfExact(ranking, trials)
                : BaselineComparison.Of(ranking, counts.Candidates(withBaseline: ranking.Baseline is not null), comparison),
            test,
            isFinished,
            trials,
            parameters ?? [],
            curve) { HasRows = hasRows };
    }

    public static string Plain(this string text) => text.Replace('\u00A0', ' ');
}
