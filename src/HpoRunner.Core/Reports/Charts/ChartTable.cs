namespace HpoRunner.Reports.Charts;

/// <summary>The numbers that a chart draws, for those who cannot see it or want to quote them. The first column names the row.</summary>
/// <param name="Note">What is left out, and where it stands; empty when nothing is.</param>
internal sealed record ChartTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, string Note = "")
{
    public static ChartTable Empty { get; } = new([], []);
}
