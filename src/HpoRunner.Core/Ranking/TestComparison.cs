namespace HpoRunner.Ranking;

/// <summary>
/// The frozen winner against the baseline on the test rows, where they meet for the first time.
/// </summary>
/// <param name="Gap">Winner minus baseline, + is better.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="RowCount">Test rows.</param>
internal sealed record TestComparison(GapTest Test, double Gap, double PValue, int RowCount)
{
    public static TestComparison Of(McNemar test) => new(GapTest.McNemar, test.Gap, test.PValue, test.RowCount);

    public static TestComparison Of(PairedBootstrap test) => new(GapTest.PairedBootstrap, test.Gap, test.PValue, test.RowCount);

    /// <summary>Better, and not by chance: two-sided p of at most 5 %, so 2.5 % in the winner's favour.</summary>
    public bool WinnerIsBetter => Gap > 0 && PValue <= 0.05;

    /// <summary>Worse, and not by chance.</summary>
    public bool BaselineIsBetter => Gap < 0 && PValue <= 0.05;
}
