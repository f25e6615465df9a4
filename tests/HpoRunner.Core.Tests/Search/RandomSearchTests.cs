using HpoRunner.Experiments;

namespace HpoRunner.Search;

internal sealed class RandomSearchTests : SearcherContract
{
    private const int Draws = 4000;

    private static readonly Predicate<Configuration> NothingTaken = _ => false;

    [Test]
    public void Propose_LogRange_IsUniformInTheLogarithm()
    {
        var values = DrawNumbers(new RangeDomain(1e-4, 1e-1, false, true, null, null));
        // A third of the draws in each decade: binomial with sd √(4000·1/3·2/3) = 30; five of them.
        foreach (var low in (double[])[1e-4, 1e-3, 1e-2])
            Assert.That(values.Count(value => value >= low && value < low * 10), Is.EqualTo(Draws / 3.0).Within(150));
    }

    [Test]
    public void Propose_WholeRange_BothBoundsAndAllBetweenAreEquallyLikely()
    {
        var values = DrawNumbers(new RangeDomain(1, 4, true, false, null, null));
        // Binomial with p = 1/4: sd 27; five of them.
        for (var number = 1; number <= 4; number++)
            Assert.That(values.Count(value => value == number), Is.EqualTo(Draws / 4.0).Within(137));
    }

    [Test]
    public void Propose_StepRange_GivesTidyStepsOnly() =>
        Assert.That(
            DrawNumbers(new RangeDomain(0, 0.5, false, false, 0.1, null)).Distinct().Order(),
            Is.EqualTo((double[])[0, 0.1, 0.2, 0.3, 0.4, 0.5]));

    [Test]
    public void Propose_RealRange_HasSixSignificantDigits() =>
        Assert.That(
            DrawNumbers(new RangeDomain(0.001, 1000, false, true, null, null)),
            Has.All.Matches<double>(value => value == RangeValues.Round(value)));

    [Test]
    public void Propose_WeightedChoice_FollowsTheWeights()
    {
        var values = DrawNumbers(new ChoiceDomain([1, 2, 3], [1, 2, 5]));
        // Shares 1/8, 2/8, 5/8; the widest sd is 31, five of them.
        Assert.That(values.Count(value => value == 3), Is.EqualTo(Draws * 5 / 8.0).Within(153));
        Assert.That(values.Count(value => value == 1), Is.EqualTo(Draws / 8.0).Within(153));
    }

    [Test]
    public void Propose_Normal_HasTheMomentsAsked()
    {
        var values = DrawNumbers(new NormalDomain(3, 2));
        var mean = values.Average();
        // Standard error of the mean 2/√4000 = 0.032, of the sd 0.022: five of each.
        Assert.That(mean, Is.EqualTo(3).Within(0.16));
        Assert.That(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), Is.EqualTo(2).Within(0.11));
    }

    [Test]
    public void Propose_AnotherParameterAdded_LeavesTheOthersWhereTheyWere()
    {
        var rate = new Parameter("learning_rate", new RangeDomain(1e-4, 1e-1, false, true, null, null), null, []);
        var size = new Parameter("batch_size", new ChoiceDomain([16, 32, 64], null), null, []);
        var alone = new RandomSearch([rate], 5).Propose(7, NothingTaken)!;
        var together = new RandomSearch([size, rate], 5).Propose(7, NothingTaken)!;
        Assert.That(together["learning_rate"], Is.EqualTo(alone["learning_rate"]));
    }

    [Test]
    public void Propose_OneTrial_DoesNotDependOnTheOthers()
    {
        Parameter[] parameters = [new("x", new RangeDomain(0, 1, false, false, null, null), null, [])];
        var inOrder = ProposeAll(new RandomSearch(parameters, 11), limit: 20);
        Assert.That(new RandomSearch(parameters, 11).Propose(19, NothingTaken), Is.EqualTo(inOrder[19]));
    }

    protected override ISearcher Create(IReadOnlyList<Parameter> parameters, long seed) => new RandomSearch(parameters, seed);

    protected override Configuration? ProposeAfter(
        IReadOnlyCollection<Configuration> before, IReadOnlyList<Parameter> parameters,
        long seed) => new RandomSearch(parameters, seed).Propose(before.Count, before.Contains);

    private static List<double> DrawNumbers(Domain domain)
    {
        var search = new RandomSearch([new Parameter("x", domain, null, [])], 1);
        return [.. Enumerable.Range(0, Draws).Select(trial => search.Propose(trial, NothingTaken)!["x"]!.Value.AsNumber)];
    }
}
