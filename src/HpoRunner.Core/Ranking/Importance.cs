using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>
/// Which parameters matter: functional analysis of variance (<see cref="VarianceShares"/>) of a random forest fitted to the trials.
/// 25 bootstrap samples of the trials get 4 trees each; a share is the mean over the samples, its whisker their 5 % and 95 % quantiles.
/// </summary>
/// <remarks>
/// Differs from Hutter, Hoos and Leyton-Brown 2014 in three ways. A parameter that is inactive in a trial gets a random coordinate, another
/// for each tree: where it has no effect it may be anything, so its condition gets the credit and it does not. Scores further than five
/// interquartile ranges outside the quartiles are pulled to that fence, lest one near divergence be all there is to explain. Each tree sees
/// at most 500 trials: 100 trees of so many leaves steps enough for a share, and the report of 10,000 trials is not kept waiting. Samples
/// are computed side by side, each from its own stream of draws, so the numbers do not depend on the number of cores. Noise in the scores
/// is explained too, mostly by pairs: with few trials small shares mean nothing.
/// </remarks>
/// <param name="Parameters">Largest share first; ties in the order given.</param>
/// <param name="Pairs">Pairs of the eight largest, largest share first.</param>
/// <param name="TooFewTrials">Fewer than five trials per parameter: show a warning.</param>
internal sealed record Importance(IReadOnlyList<ParameterShare> Parameters, IReadOnlyList<PairShare> Pairs, bool TooFewTrials)
{
    private const int SampleCount = 25;
    private const int TreesPerSample = 4;
    private const int MostRows = 500;
    private const int MostInPairs = 8;
    private const int TrialsPerParameter = 5;
    private const int FewestTrials = 6;

    /// <summary>
    /// Computes the shares; null when there is nothing to explain: no parameters, fewer than six trials, or the same score everywhere.
    /// </summary>
    /// <param name="rows">A row per complete trial: a coordinate per parameter, NaN where it is inactive.</param>
    /// <param name="scores">Mean score per row, finite; the goal does not matter.</param>
    /// <param name="seed">The experiment's; draws come from their own streams.</param>
    public static Importance? Of(
        IReadOnlyList<ImportanceParameter> parameters, IReadOnlyList<double[]> rows, IReadOnlyList<double> scores, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Count, rows.Count);
        var fenced = Fenced(scores);
        if (parameters.Count == 0 || rows.Count < FewestTrials || fenced.Max() == fenced.Min())
            return null;
        var samples = new VarianceShares[SampleCount][];
        Parallel.For(0, SampleCount, sample => samples[sample] = Forest(parameters, rows, fenced, seed, sample));
        var singles = Enumerable.Range(0, parameters.Count).Select(i => Summary(parameters[i].Name, samples, i)).ToArray();
        int[] order = [.. Enumerable.Range(0, parameters.Count).OrderByDescending(i => singles[i].Share).ThenBy(i => i)];
        return new Importance(
            [.. order.Select(i => singles[i])],
            [.. SharesOfPairs([.. order.Take(MostInPairs)], parameters, samples).OrderByDescending(pair => pair.Share)],
            rows.Count < TrialsPerParameter * parameters.Count);
    }

    private static VarianceShares[] Forest(
        IReadOnlyList<ImportanceParameter> parameters, IReadOnlyList<double[]> rows, double[] scores, ulong seed, int sample)
    {
        var stream = RandomStream.Derive(seed, "importance", sample);
        var drawn = Enumerable.Range(0, Math.Min(rows.Count, MostRows)).Select(_ => stream.NextInt(rows.Count)).ToArray();
        var drawnScores = Array.ConvertAll(drawn, row => scores[row]);
        VarianceShares Tree()
        {
            var filled = Array.ConvertAll(drawn, row => Filled(parameters, rows[row], stream));
            return new VarianceShares(parameters, RegressionTree.Grow(parameters, filled, drawnScores, stream));
        }
        return [.. Enumerable.Range(0, TreesPerSample).Select(_ => Tree())];
    }

    private static double[] Filled(IReadOnlyList<ImportanceParameter> parameters, double[] row, RandomStream stream)
    {
        var filled = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var parameter = parameters[i];
            filled[i] = !double.IsNaN(row[i]) ? parameter.Coordinate(row[i])
                : parameter.IsCategorical ? stream.NextInt(parameter.CategoryCount)
                : stream.NextDouble();
        }
        return filled;
    }

    private static ParameterShare Summary(string name, VarianceShares[][] samples, int parameter)
    {
        double[] shares = [.. samples.Select(trees => trees.Average(tree => tree.Share(parameter))).Order()];
        // With 25 samples the 5 % and 95 % quantiles are close to the second from each end.
        return new ParameterShare(name, shares.Average(), shares[1], shares[^2]);
    }

    private static IEnumerable<PairShare> SharesOfPairs(
        int[] chosen, IReadOnlyList<ImportanceParameter> parameters, VarianceShares[][] samples)
    {
        var pairs = chosen.SelectMany((first, i) => chosen.Skip(i + 1).Select(second => (first, second))).ToArray();
        var shares = new double[pairs.Length];
        // One tree of each sample: pairs are much dearer, and carry no whisker.
        Parallel.For(0, pairs.Length, i => shares[i] = samples.Average(trees => trees[0].Share(pairs[i].first, pairs[i].second)));
        return pairs.Select((pair, i) => new PairShare(parameters[pair.first].Name, parameters[pair.second].Name, shares[i]));
    }

    private static double[] Fenced(IReadOnlyList<double> scores)
    {
        if (scores.Count < FewestTrials)
            return [.. scores];
        double[] sorted = [.. scores.Order()];
        double low = sorted[sorted.Length / 4], high = sorted[^(sorted.Length / 4 + 1)], reach = 5 * (high - low);
        return reach == 0 ? [.. scores] : [.. scores.Select(score => Math.Clamp(score, low - reach, high + reach))];
    }
}
