using HpoRunner.Experiments;

namespace HpoRunner.Search;

/// <summary>What every searcher keeps to, whatever it is.</summary>
internal abstract class SearcherContract
{
    private static readonly Parameter[] Conditional =
    [
        new("optimizer", new ChoiceDomain(["momentum", "adam"], null), "adam", []),
        new("momentum", new ChoiceDomain([0.5, 0.9], null), 0.9, [new Condition("optimizer", ["momentum"])]),
        new("beta1", new ChoiceDomain([0.8, 0.9, 0.95], null), 0.9, [new Condition("optimizer", ["adam"])]),
        new("batch_size", new ChoiceDomain([16, 32], null), 32, []),
        new("epochs", new FixedDomain(5), 5, []),
    ];

    protected abstract ISearcher Create(IReadOnlyList<Parameter> parameters, long seed);

    /// <summary>What a new searcher proposes after a resume, when these had been proposed before it.</summary>
    protected abstract Configuration? ProposeAfter(
        IReadOnlyCollection<Configuration> before, IReadOnlyList<Parameter> parameters, long seed);

    [Test]
    public void Propose_SameSeed_SameConfigurations()
    {
        var first = ProposeAll(Create(Conditional, 3));
        var second = ProposeAll(Create(Conditional, 3));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Propose_ConditionalSpace_FindsEachPointOnceAndThenNull() =>
        // 2 momenta + 3 betas, each with 2 batch sizes.
        Assert.That(ProposeAll(Create(Conditional, 3)), Has.Count.EqualTo(10).And.Unique);

    [Test]
    public void Propose_InactiveParameter_IsAbsent()
    {
        foreach (var configuration in ProposeAll(Create(Conditional, 1)))
        {
            var usesAdam = configuration["optimizer"] == "adam";
            Assert.That((configuration["momentum"] is null, configuration["beta1"] is null), Is.EqualTo((usesAdam, !usesAdam)));
        }
    }

    [Test]
    public void Propose_FixedParameter_IsInEveryConfiguration() =>
        Assert.That(ProposeAll(Create(Conditional, 1)), Has.All.Matches<Configuration>(configuration => configuration["epochs"] == 5));

    [Test]
    public void Propose_AfterResume_GoesOnWhereItStopped()
    {
        var whole = ProposeAll(Create(Conditional, 9));
        Assert.That(ProposeAfter(whole[..4], Conditional, 9), Is.EqualTo(whole[4]));
    }

    protected static List<Configuration> ProposeAll(ISearcher searcher, int limit = 1000)
    {
        var taken = new HashSet<Configuration>();
        var proposed = new List<Configuration>();
        while (proposed.Count < limit && searcher.Propose(proposed.Count, taken.Contains) is { } configuration)
        {
            proposed.Add(configuration);
            taken.Add(configuration);
        }
        return proposed;
    }
}
