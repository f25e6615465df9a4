namespace HpoRunner.Ranking;

/// <summary>
/// Everything that the verdict and the advice speak about, as plain values.
/// </summary>
/// <param name="Ranking">The ranked trials.</param>
/// <param name="Text">How scores of the metric are said.</param>
/// <param name="Counts">Trials by what became of them; all the candidates for the best.</param>
/// <param name="Comparison">The best against the baseline.</param>
/// <param name="Test">Scores on the test rows; null when there are none (yet).</param>
/// <param name="IsFinished">Whether the search came to its end; otherwise everything is said as "so far".</param>
/// <param name="Costs">Mean seconds of an evaluation and parameter count by trial, as given to the ranking.</param>
/// <param name="Parameters">Searched parameters whose values are numbers.</param>
/// <param name="WinnerCurve">Diagnosis of the winner's learning curve; null when it has none.</param>
internal sealed record SearchOutcome(
    RankingResult Ranking,
    ScoreText Text,
    TrialCounts Counts,
    BaselineComparison Comparison,
    TestScores? Test,
    bool IsFinished,
    IReadOnlyList<TrialScores> Costs,
    IReadOnlyList<SearchedParameter> Parameters,
    CurveDiagnosis? WinnerCurve)
{
    /// <summary>Whole cross-validations behind each score; 0 where there can be no more than one.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>
    /// Whether scores come from rows of data, by whose folds luck shows. Otherwise they are exact: a descent on a surface from the same
    /// start is the same again whenever it is computed, and repeats are other starts, the same for all trials.
    /// </summary>
    public bool HasRows { get; init; } = true;
}
