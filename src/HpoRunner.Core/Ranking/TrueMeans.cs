using System.Runtime.CompilerServices;

namespace HpoRunner.Ranking;

/// <summary>
/// What the true means may be, given observed means that share one noise of variance v, and all of them together: empirical Bayes with a
/// prior of any shape. The prior is a histogram of 41 cells, a quarter of an error √v wide, from eight errors below the best mean to two
/// above.
/// <list type="number">
/// <item>Likelihood of cell k for mean i: exp(−½((mᵢ − gₖ)/√v)²), gₖ the middle of the cell.</item>
/// <item>Prior by expectation and maximization from an even start, 100 rounds: pᵢₖ ∝ πₖ·likelihood; πₖ = (Σᵢ pᵢₖ + 2/41)/(N + 2). Two
/// configurations of no known quality, spread evenly, stand for what few means cannot say; among many they count for nothing.</item>
/// <item>Expected true mean: Σₖ pᵢₖ gₖ. Chance to be best: with true means spread evenly inside a cell, at height u in cell k mean j lies
/// below with Cⱼ = Σ_{l&lt;k} pⱼₗ + u·pⱼₖ; chanceᵢ = Σₖ ∫ pᵢₖ Π_{j≠i} Cⱼ du, by Gauss's three points. Linear in the number of
/// means.</item>
/// </list>
/// Sources: Laird 1978 (the mixing distribution by EM), Efron 2016 (a prior kept smooth by a penalty), Efron 2011 (the mean given all
/// data undoes the luck of having been selected). docs/statistics.md compares it with what was tried before.
/// </summary>
/// <param name="Expected">Expected true mean of each; the order of the means stays, up to rounding.</param>
/// <param name="Chances">
/// Chance of each to have the largest true mean; they sum to 1, and equal means get equal chances, bit by bit.
/// </param>
internal sealed record TrueMeans(double[] Expected, double[] Chances)
{
    private const int CellsPerError = 4;
    private const int ErrorsBelow = 8;
    private const int ErrorsAbove = 2;
    private const int CellCount = CellsPerError * (ErrorsBelow + ErrorsAbove) + 1;
    private const int Rounds = 100;
    private const double ImaginedCount = 2;
    private const double Negligible = 1e-16;

    /// <summary>Points in [0, 1] and their weights.</summary>
    private static readonly (double Point, double Weight)[] Gauss =
        [(0.5 - Math.Sqrt(0.15), 5.0 / 18), (0.5, 8.0 / 18), (0.5 + Math.Sqrt(0.15), 5.0 / 18)];

    /// <summary>
    /// For means in descending order, at least one. Means further than eight errors below the best keep theirs and have no chance. Without
    /// noise the largest means share the chance equally.
    /// </summary>
    /// <param name="variance">v, of one mean's noise.</param>
    public static TrueMeans Of(ReadOnlySpan<double> means, double variance)
    {
        if (variance == 0)
        {
            var best = CountFrom(means, means[0]);
            var shared = new double[means.Length];
            shared.AsSpan(0, best).Fill(1.0 / best);
            return new TrueMeans(means.ToArray(), shared);
        }
        var error = Math.Sqrt(variance);
        var near = means[..CountFrom(means, means[0] - ErrorsBelow * error)];
        var posterior = Posterior(near, error);
        var expected = means.ToArray();
        for (var i = 0; i < near.Length; i++)
            expected[i] = near[0] + error * ExpectedCell(posterior.AsSpan(i * CellCount, CellCount));
        return new TrueMeans(expected, ChancesOf(posterior, near.Length, means.Length));
    }

    /// <summary>Expected true mean, in errors from the best mean.</summary>
    private static double ExpectedCell(ReadOnlySpan<double> posterior)
    {
        double expected = 0;
        for (var k = 0; k < CellCount; k++)
            expected += posterior[k] * Cell(k);
        return expected;
    }

    private static int CountFrom(ReadOnlySpan<double> means, double least)
    {
        var count = 0;
        while (count < means.Length && means[count] >= least)
            count++;
        return count;
    }

    private static double Cell(int k) => (double)k / CellsPerError - ErrorsBelow;

    /// <summary>Means × cells: probability that a true mean lies in a cell.</summary>
    private static double[] Posterior(ReadOnlySpan<double> means, double error)
    {
        var likelihood = new double[means.Length * CellCount];
        for (var i = 0; i < means.Length; i++)
            for (var k = 0; k < CellCount; k++)
            {
                var z = (means[i] - means[0]) / error - Cell(k);
                likelihood[i * CellCount + k] = Math.Exp(-0.5 * z * z);
            }
        var prior = new double[CellCount];
        prior.AsSpan().Fill(1.0 / CellCount);
        var posterior = new double[likelihood.Length];
        var mass = new double[CellCount];
        for (var round = 0; ; round++)
        {
            mass.AsSpan().Fill(ImaginedCount / CellCount);
            for (var row = 0; row < likelihood.Length; row += CellCount)
                Weigh(likelihood.AsSpan(row, CellCount), prior, posterior.AsSpan(row, CellCount), mass);
            if (round == Rounds)
                return posterior;
            for (var k = 0; k < CellCount; k++)
                prior[k] = mass[k] / (means.Length + ImaginedCount);
        }
    }

    /// <summary>Bayes' rule for one mean; its probabilities are added to <paramref name="mass"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(ReadOnlySpan<double> likelihood, ReadOnlySpan<double> prior, Span<double> posterior, Span<double> mass)
    {
        double sum = 0;
        for (var k = 0; k < CellCount; k++)
            sum += posterior[k] = likelihood[k] * prior[k];
        for (var k = 0; k < CellCount; k++)
            mass[k] += posterior[k] /= sum;
    }

    /// <summary>Of the first <paramref name="count"/> means; the others, far behind, have none.</summary>
    private static double[] ChancesOf(double[] posterior, int count, int length)
    {
        var below = new double[count];
        below.AsSpan().Fill(1);
        var hazards = new double[count];
        var found = new double[length];
        for (var k = CellCount - 1; k >= 0; k--)
        {
            for (var i = 0; i < count; i++)
                below[i] = Math.Max(0, below[i] - posterior[i * CellCount + k]);
            foreach (var (point, share) in Gauss)
            {
                var product = 1.0;
                for (var i = 0; i < count; i++)
                {
                    var inCell = posterior[i * CellCount + k];
                    var reached = below[i] + point * inCell;
                    product *= reached;
                    hazards[i] = inCell / reached;
                }
                // A product that is nothing stays so further down.
                if (product * count < Negligible)
                    continue;
                for (var i = 0; i < count; i++)
                    found[i] += share * product * hazards[i];
            }
        }
        double sum = 0;
        foreach (var chance in found)
            sum += chance;
        for (var i = 0; i < count; i++)
            found[i] /= sum;
        return found;
    }
}
