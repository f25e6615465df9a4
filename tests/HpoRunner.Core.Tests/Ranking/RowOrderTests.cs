using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

public sealed class RowOrderTests
{
    /// <summary>Few different coordinates, so that many are equal.</summary>
    [Test]
    public void Sort_AnyRowsInAnyOrder_StandByTheirCoordinateAndAreTheSameRows() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 9)).ToArbitrary(), ArbMap.Default.ArbFor<ulong>(), (whole, seed) =>
        {
            var coordinates = Array.ConvertAll(whole, number => number / 9.0);
            var stream = new RandomStream(seed);
            var rows = Enumerable.Range(0, coordinates.Length).ToArray();
            stream.Shuffle(rows.AsSpan());
            var members = rows[..(rows.Length / 2)];
            var sorted = members.ToArray();
            new RowOrder([.. coordinates]).Sort(sorted);

            Assert.That(sorted.Select(row => coordinates[row]), Is.Ordered);
            Assert.That(sorted, Is.EquivalentTo(members));
        }).Check(Config.QuickThrowOnFailure);

    [Test]
    public void Sort_EqualRows_AlwaysStandTheSameWay()
    {
        var order = new RowOrder([0.5, 0.5, 0.25, 0.5]);
        int[] one = [0, 1, 3], other = [3, 1, 0];
        order.Sort(one);
        order.Sort(other);
        Assert.That(one, Is.EqualTo(other));
    }
}
