namespace HpoRunner.Ranking;

/// <summary>Scores on the test rows, which nothing had seen before the winner was frozen.</summary>
/// <param name="Best">The winner's.</param>
/// <param name="Baseline">The baseline's; null without one.</param>
/// <param name="RowCount">Test rows.</param>
internal sealed record TestScores(double Best, double? Baseline, int RowCount);
