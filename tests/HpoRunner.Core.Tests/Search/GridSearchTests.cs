using HpoRunner.Experiments;

namespace HpoRunner.Search;

internal sealed class GridSearchTests : SearcherContract
{
    [Test]
    public void Propose_TwoChoices_LastOneChangesFastest()
    {
        Parameter[] parameters = [Choice("a", 1, 2), Choice("b", 10, 20, 30)];
        var points = ProposeAll(new GridSearch(parameters)).Select(point => point.ToString());
        Assert.That(points, Is.EqualTo((string[])["a=1 b=10", "a=1 b=20", "a=1 b=30", "a=2 b=10", "a=2 b=20", "a=2 b=30"]));
    }

    [Test]
    public void Propose_TakenPoint_IsPassedOver()
    {
        var grid = new GridSearch([Choice("a", 1, 2, 3)]);
        var taken = new HashSet<Configuration> { new([new("a", 1)]) };
        Assert.That(grid.Propose(1, taken.Contains)!["a"]?.AsNumber, Is.EqualTo(2));
    }

    [Test]
    public void Propose_AfterResume_TakenPointsAreNotCountedAsProposed()
    {
        var grid = new GridSearch([Choice("a", 1, 2, 3, 4)], proposedBefore: 2);
        var taken = new Configuration([new("a", 2)]);
        Assert.That(grid.Propose(3, taken.Equals)!["a"]?.AsNumber, Is.EqualTo(4), "1 and 3 came before, 2 is the baseline");
    }

    [Test]
    public void Propose_ConditionalSpace_HasAsManyPointsAsCounted()
    {
        Parameter[] parameters =
        [
            new("depth", new ChoiceDomain(["shallow", "deep"], null), null, []),
            new("width", new RangeDomain(0, 1, false, false, 0.25, null), null, [new Condition("depth", ["deep"])]),
            Choice("b", 1, 2, 3),
        ];
        // shallow: 3; deep: 5 widths × 3.
        Assert.That(GridSize.Count(parameters), Is.EqualTo((System.Numerics.BigInteger)18));
        Assert.That(ProposeAll(new GridSearch(parameters)), Has.Count.EqualTo(18));
    }

    [Test]
    public void Propose_HugeGrid_IsLazy() =>
        Assert.That(
            new GridSearch([.. Enumerable.Range(0, 60).Select(i => Choice($"p{i}", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))]).Propose(0, _ => false),
            Is.Not.Null);

    [Test]
    public void Propose_RangeWithoutStepOrCount_Throws() =>
        Assert.That(
            () => new GridSearch([new Parameter("a", new RangeDomain(0, 1, false, false, null, null), null, [])]),
            Throws.ArgumentException);

    protected override ISearcher Create(IReadOnlyList<Parameter> parameters, long seed) => new GridSearch(parameters);

    protected override Configuration? ProposeAfter(
        IReadOnlyCollection<Configuration> before, IReadOnlyList<Parameter> parameters,
        long seed) => new GridSearch(parameters, before.Count).Propose(before.Count, _ => false);

    private static Parameter Choice(string name, params double[] values) =>
        new(name, new ChoiceDomain([.. values.Select(value => (Training.Scalar)value)], null), null, []);
}
