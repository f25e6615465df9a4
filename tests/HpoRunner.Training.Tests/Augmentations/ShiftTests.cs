using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Augmentations;

[TestFixture]
internal sealed class ShiftTests : MovingContract
{
    protected override Augmentation Create(ImageShape shape) => new Shift(shape, 2);

    [Test]
    public void Move_DownAndLeft_IsScipys()
    {
        int[] lines = [0, 1, 2, 3], columns = [0, 1, 2, 3];
        Shift.Move(lines, 1);
        Shift.Move(columns, -2);
        Assert.That(Square.From(lines, columns), Is.EqualTo(new float[] { 4, 8, 8, 8, 4, 8, 8, 8, 7, 9, 9, 9, 1, 0, 0, 0 }));
    }

    /// <summary>
    /// 25 moves, each expected 40 times in 1,000; a Poisson number of mean 40 is within 15 to 75 but for one time in 10⁵.
    /// </summary>
    [Test]
    public void Apply_ManyTimes_MakesEachMoveAboutAsOften()
    {
        float[] dot = [.. Enumerable.Range(0, 81).Select(place => place == 40 ? 1f : 0f)];
        var places = Enumerable.Range(0, 1000).Select(seed => Array.IndexOf(Changed(new ImageShape(9, 9, 1), dot, seed), 1f)).ToList();
        var counts = places.GroupBy(place => place).ToDictionary(group => group.Key, group => group.Count());
        var expected = from down in Enumerable.Range(-2, 5) from right in Enumerable.Range(-2, 5) select 40 + 9 * down + right;
        Assert.That(counts.Keys, Is.EquivalentTo(expected));
        Assert.That(counts.Values, Is.All.InRange(15, 75));
    }
}
