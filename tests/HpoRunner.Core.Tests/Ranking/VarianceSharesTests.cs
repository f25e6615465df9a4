using HpoRunner.Ranking;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Tests.Ranking;

/// <summary>Trees whose variance can be taken apart by hand.</summary>
internal sealed class VarianceSharesTests
{
    private static readonly ImportanceParameter[] TwoChoices = [new("a", 2), new("b", 2)];
    private static readonly ImportanceParameter[] TwoRanges = [new("x", 0), new("y", 0)];

    [Test]
    public void Share_TwoChoicesWithInteraction_AgreesWithHand()
    {
        // y = a + 2b + 3ab takes 0, 2, 1, 6: mean 9/4, V = 41/4 - 81/16 = 83/16.
        // Means over b are 1 and 7/2: Va = 25/16; over a 1/2 and 4: Vb = 49/16; Vab = 83/16 - 74/16 = 9/16.
        var shares = Grown(TwoChoices, [[0, 0], [0, 1], [1, 0], [1, 1]], row => row[0] + 2 * row[1] + 3 * row[0] * row[1]);

        Assert.That(shares.Total, Is.EqualTo(83 / 16.0).Within(1e-12));
        Assert.That(shares.Share(0), Is.EqualTo(25 / 83.0).Within(1e-12));
        Assert.That(shares.Share(1), Is.EqualTo(49 / 83.0).Within(1e-12));
        Assert.That(shares.Share(0, 1), Is.EqualTo(9 / 83.0).Within(1e-12));
        Assert.That(shares.Share(1, 0), Is.EqualTo(9 / 83.0).Within(1e-12));
    }

    [Test]
    public void Share_StepsOfARange_AreWeighedByTheirWidth()
    {
        // Values at x = 0.1 and 0.3 split at 0.2: the left fifth of the cube is 0, the rest 1, so V = 0.2 * 0.8.
        var shares = Grown(TwoRanges, [[0.1, 0.5], [0.3, 0.5], [0.9, 0.5]], row => row[0] > 0.2 ? 1 : 0);

        Assert.That(shares.Total, Is.EqualTo(0.16).Within(1e-12));
        Assert.That(shares.Share(0), Is.EqualTo(1).Within(1e-12));
        Assert.That(shares.Share(1), Is.Zero.Within(1e-12));
        Assert.That(shares.Share(0, 1), Is.Zero.Within(1e-12));
    }

    [Test]
    public void Share_ChoiceOfThreeAndRange_AgreesWithHand()
    {
        // y = 4 for the third category at x > 1/2, else 0, over three categories and two halves: mean 2/3, V = 16/6 - 4/9 = 20/9.
        // Means over x: 0, 0, 2: V = 4/3 - 4/9 = 8/9. Means over the choice: 0, 4/3: V = 8/9 - 4/9 = 4/9. Both: 20/9 - 12/9 = 8/9.
        var shares = Grown([new("c", 3), new("x", 0)], [[0, 0.4], [0, 0.6], [1, 0.4], [1, 0.6], [2, 0.4], [2, 0.6]], row => row[0] == 2 && row[1] > 0.5 ? 4 : 0);

        Assert.That(shares.Total, Is.EqualTo(20 / 9.0).Within(1e-12));
        Assert.That(shares.Share(0), Is.EqualTo(8 / 20.0).Within(1e-12));
        Assert.That(shares.Share(1), Is.EqualTo(4 / 20.0).Within(1e-12));
        Assert.That(shares.Share(0, 1), Is.EqualTo(8 / 20.0).Within(1e-12));
    }

    [Test]
    public void Share_SixtyFourCategories_AllCount()
    {
        // The upper 32 of 64 categories score 1: all of the variance, 1/4, is theirs.
        var shares = Grown([new("c", 64)], [.. Enumerable.Range(0, 64).Select(i => new double[] { i })], row => row[0] >= 32 ? 1 : 0);

        Assert.That(shares.Total, Is.EqualTo(0.25).Within(1e-12));
        Assert.That(shares.Share(0), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Share_ConstantTree_IsZero()
    {
        var shares = Grown(TwoChoices, [[0, 0], [0, 1], [1, 0], [1, 1]], _ => 5);

        Assert.That((shares.Total, shares.Share(0), shares.Share(0, 1)), Is.EqualTo((0, 0, 0)));
    }

    /// <summary>Four copies of each row, so that every leaf may hold one kind.</summary>
    private static VarianceShares Grown(ImportanceParameter[] parameters, double[][] rows, Func<double[], double> score)
    {
        double[][] copies = [.. rows, .. rows, .. rows, .. rows];
        return new VarianceShares(
            parameters,
            RegressionTree.Grow(parameters, copies, Array.ConvertAll(copies, row => score(row)), new RandomStream(1)));
    }
}
