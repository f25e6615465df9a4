namespace HpoRunner.Ranking;

/// <summary>Trials by what became of them.</summary>
internal sealed record TrialCounts(int Completed, int Diverged = 0, int Failed = 0, int Infeasible = 0, int Stopped = 0)
{
    /// <summary>All trials that came to an end.</summary>
    public int Ended => Completed + Diverged + Failed + Infeasible + Stopped;

    /// <summary>
    /// Trials that the best was picked from, for <see cref="BaselineComparison.Of"/>: all that were trained, the baseline not among them.
    /// </summary>
    public int Candidates(bool withBaseline) => Math.Max(1, Ended - Infeasible - (withBaseline ? 1 : 0));
}
