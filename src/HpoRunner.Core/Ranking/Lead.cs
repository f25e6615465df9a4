namespace HpoRunner.Ranking;

/// <summary>In how many of their common repeats or folds one trial was better than another; equal scores are no lead.</summary>
/// <param name="Ahead">Scores in which the first trial is the better one.</param>
/// <param name="Count">All scores.</param>
internal readonly record struct Lead(int Ahead, int Count)
{
    public bool IsEverywhere => Ahead == Count;

    /// <summary>Scores at the same index belong together.</summary>
    public static Lead Of(TrialScores first, TrialScores second, bool maximize) =>
        new(
            first.Scores.Zip(second.Scores, (one, other) => maximize ? one > other : one < other).Count(isAhead => isAhead),
            first.Scores.Count);

    /// <summary>"5 of 5", "3 of 5".</summary>
    public override string ToString() => FormattableString.Invariant($"{Ahead} of {Count}");
}
