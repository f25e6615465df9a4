using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

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
        var shares = Grown([new("c", 3), new("x", 0)], [[0, 0.4], [0, 0.6], [1, 0.4], [1, 0.6], [2, 0.4], [2, 0.6]], row =>
            row[0] == 2 && row[1] > 0.5 ? 4 : 0);

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

    // Leaves (value, low corner, high corner) of a tree that scikit-learn grew, and the shares of its variance on a grid that no box cuts:
    // x = np.random.default_rng(1).random((200, 3)); y = 3 * x[:, 0] + 4 * x[:, 0] * x[:, 1] + (x[:, 2] > .5)
    // t = DecisionTreeRegressor(max_leaf_nodes=7, random_state=0).fit(np.round(x, 2), np.round(y, 1))   # thresholds and values as below
    // v = np.empty((200,) * 3)
    // for value, *box in leaves: a, b, c, d, e, f = np.round(200 * np.array(box)).astype(int); v[a:d, b:e, c:f] = value
    // V = v.var(); s = [v.mean(tuple({0, 1, 2} - {i})).var() / V for i in range(3)]
    // print(V, s, [v.mean(3 - i - j).var() / V - s[i] - s[j] for i, j in ((0, 1), (0, 2), (1, 2))])
    [Test]
    public void Share_TreeGrownByScikitLearn_AgreesWithAGrid()
    {
        var shares = new VarianceShares([new("x", 0), new("y", 0), new("z", 0)],
        [
            Box(0.588, [0, 0, 0], [0.195, 1, 0.495]), Box(1.347, [0, 0, 0.495], [0.195, 1, 1]), Box(2.088, [0.195, 0, 0], [0.46, 1, 1]),
            Box(3.222, [0.46, 0, 0], [0.765, 0.645, 1]), Box(4.225, [0.46, 0.645, 0], [0.765, 1, 1]),
            Box(4.273, [0.765, 0, 0], [1, 0.625, 1]), Box(6.233, [0.765, 0.625, 0], [1, 1, 1]),
        ]);

        Assert.That(shares.Total, Is.EqualTo(2.3822235282674784).Within(1e-9));
        Assert.That(new[] { shares.Share(0), shares.Share(1), shares.Share(2) },
            Is.EqualTo(new[] { 0.8699004146907647, 0.056114781214848454, 0.002298618204490048 }).Within(1e-9));
        Assert.That(new[] { shares.Share(0, 1), shares.Share(0, 2), shares.Share(1, 2) },
            Is.EqualTo(new[] { 0.06219701843031502, 0.009489167459576082, 0 }).Within(1e-9));
    }

    private static TreeLeaf Box(double value, double[] low, double[] high) => new(value, low, high, [0, 0, 0]);

    /// <summary>Four copies of each row, so that every leaf may hold one kind.</summary>
    private static VarianceShares Grown(ImportanceParameter[] parameters, double[][] rows, Func<double[], double> score)
    {
        double[][] copies = [.. rows, .. rows, .. rows, .. rows];
        return new VarianceShares(
            parameters,
            RegressionTree.Grow(parameters, copies, Array.ConvertAll(copies, row => score(row)), new RandomStream(1)));
    }
}
