using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

internal sealed class RegressionTreeTests
{
    private static readonly ImportanceParameter[] Mixed = [new("x", 0), new("c", 5), new("y", 0)];

    [Test]
    public void Grow_AnyRows_LeavesFillTheCubeAndEachRowLiesInOneWithTheMeanOfItsRows() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll<int>(seed =>
    {
        var stream = RandomStream.Derive((uint)seed, "rows");
        double[][] rows = [.. Enumerable.Range(0, 10 + stream.NextInt(80))
            .Select(_ => new[] { stream.NextDouble(), stream.NextInt(5), stream.NextInt(4) / 3.0 })];
        double[] scores = [.. rows.Select(row => row[0] + (row[1] > 2 ? 1 : 0) + 0.1 * stream.NextNormal())];

        var leaves = RegressionTree.Grow(Mixed, rows, scores, stream);

        return Math.Abs(leaves.Sum(leaf => leaf.Volume(Mixed)) - 1) < 1e-9
            && rows.All(row => leaves.Count(leaf => Contains(leaf, row)) == 1)
            && leaves.All(leaf => Math.Abs(leaf.Value - scores.Where((_, i) => Contains(leaf, rows[i])).Average()) < 1e-9);
    }));

    [Test]
    public void Grow_FewRows_IsOneLeaf()
    {
        var leaves = RegressionTree.Grow(Mixed, [[0.1, 0, 0], [0.9, 4, 1]], [1, 3], new RandomStream(1));

        Assert.That(leaves, Has.Count.EqualTo(1));
        Assert.That(leaves[0].Value, Is.EqualTo(2));
    }

    private static bool Contains(TreeLeaf leaf, double[] row) =>
        Inside(leaf, row, 0) && Inside(leaf, row, 2) && (leaf.Categories[1] >> (int)row[1] & 1) == 1;

    private static bool Inside(TreeLeaf leaf, double[] row, int i) => (row[i] > leaf.Low[i] || leaf.Low[i] == 0) && row[i] <= leaf.High[i];
}
