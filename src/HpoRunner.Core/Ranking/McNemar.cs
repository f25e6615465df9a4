using MathNet.Numerics.Distributions;

namespace HpoRunner.Ranking;

/// <summary>
/// McNemar's exact test for two classifiers on the same rows. Only rows where one is right and the other wrong tell them apart; if both
/// are equally good, each such row is a fair coin: p = min(1, 2·P(Binomial(b + c, ½) ≤ min(b, c))), two-sided.
/// Source: McNemar 1947; the exact form replaces the χ² approximation, which is poor for few discordant rows.
/// </summary>
/// <param name="OnlyFirstRight">b.</param>
/// <param name="OnlySecondRight">c.</param>
/// <param name="RowCount">All rows.</param>
/// <param name="PValue">Two-sided; 1 when no row tells them apart.</param>
internal sealed record McNemar(int OnlyFirstRight, int OnlySecondRight, int RowCount, double PValue)
{
    /// <summary>First's accuracy minus second's.</summary>
    public double Gap => RowCount == 0 ? 0 : (OnlyFirstRight - OnlySecondRight) / (double)RowCount;

    /// <summary>Counts and tests; both lists are in the same row order, or it throws.</summary>
    public static McNemar Of(IReadOnlyList<bool> firstRight, IReadOnlyList<bool> secondRight)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secondRight.Count, firstRight.Count);
        int onlyFirst = 0, onlySecond = 0;
        for (var i = 0; i < firstRight.Count; i++)
        {
            if (firstRight[i] && !secondRight[i])
                onlyFirst++;
            if (secondRight[i] && !firstRight[i])
                onlySecond++;
        }
        return new McNemar(onlyFirst, onlySecond, firstRight.Count, TwoSided(onlyFirst, onlySecond));
    }

    private static double TwoSided(int b, int c) => b == c ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, b + c, Math.Min(b, c)));
}
