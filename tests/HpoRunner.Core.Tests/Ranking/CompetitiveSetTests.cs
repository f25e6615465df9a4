namespace HpoRunner.Ranking;

internal sealed class CompetitiveSetTests
{
    // cd tests/scripts; /usr/bin/python3 -c "import ranking_reference as r; y = r.surface(40, 5, .03, .01); y = y[(-y.mean(1)).argsort()]
    // for k in (15, 4): print(repr(r.leaders_variance(y[:k], y[:k].mean(1), r.pooled_variance(y[:k])[0])))"
    [TestCase(15, 1.633221046760154e-05)]
    [TestCase(4, 1.747652377350787e-05)]
    public void VarianceAmongLeaders_SetOfAnySize_AgreesWithReference(int count, double expected)
    {
        double[][] rows = [.. Scores.Surface(40, 5, 0.03, 0.01).OrderByDescending(row => row.Average())];
        var set = new CompetitiveSet(count, TwoWayLayout.NoiseVariance(rows.AsSpan(0, count)));

        Assert.That(set.VarianceAmongLeaders(rows, [.. rows.Select(row => row.Average())]), Is.EqualTo(expected).Within(1e-12).Percent);
    }

    [Test]
    public void VarianceAmongLeaders_SteadyLeaders_KnowsNothingOfTheUnsteadyOnes()
    {
        // Ten steady rows of 0.95, then ten of 0.85 with thirty times the spread, each in a pattern of its own.
        double[][] rows = [.. Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, 4)
            .Select(j => i < 10 ? 0.95 + (0.001 * ((i + j) % 4)) : 0.85 + (0.03 * ((i + j) % 4))).ToArray())];
        Array.Sort(rows, (left, right) => right.Average().CompareTo(left.Average()));
        var pooled = TwoWayLayout.NoiseVariance(rows);

        var variance = new CompetitiveSet(20, pooled).VarianceAmongLeaders(rows, [.. rows.Select(row => row.Average())]);

        Assert.That(variance, Is.LessThan(CompetitiveSet.VarianceOfMean(pooled, 4) / 10));
    }

    [Test]
    public void VarianceAmongLeaders_LeadersShareWhatAFoldGaveThem_IsNoNoise()
    {
        // All but the last two gain 0.05 on the first fold; beside it each has one of four small patterns.
        double[] shared = [0.05, 0, 0, 0];
        double[][] rows = [.. Enumerable.Range(0, 10).Select(i => Enumerable.Range(0, 4)
            .Select(j => (i < 8 ? 0.9 + shared[j] : 0.85) + (0.001 * ((i + j) % 4))).ToArray())];
        Array.Sort(rows, (left, right) => right.Average().CompareTo(left.Average()));
        var pooled = TwoWayLayout.NoiseVariance(rows);

        var variance = new CompetitiveSet(10, pooled).VarianceAmongLeaders(rows, [.. rows.Select(row => row.Average())]);

        Assert.That(variance, Is.LessThan(CompetitiveSet.VarianceOfMean(pooled, 4) / 4));
    }

    [Test]
    public void VarianceAmongLeaders_NoNoise_IsZero() =>
        Assert.That(new CompetitiveSet(3, 0).VarianceAmongLeaders([[0.9, 0.8], [0.8, 0.7], [0.8, 0.7]], [0.85, 0.75, 0.75]), Is.Zero);
}
