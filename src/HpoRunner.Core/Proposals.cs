using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Search;

namespace HpoRunner;

/// <summary>
/// What a run tries, trial by trial: the baseline, the points that the experiment lists, then what the searcher finds; nothing twice.
/// </summary>
internal sealed class Proposals
{
    private readonly Experiment _experiment;
    private readonly ISearcher _searcher;
    private readonly Queue<(TrialOrigin Origin, Configuration Parameters)> _given = new();

    /// <param name="experiment">Whose space is searched.</param>
    /// <param name="searchedBefore">How many configurations the searcher has proposed before a resume.</param>
    public Proposals(Experiment experiment, int searchedBefore = 0)
    {
        _experiment = experiment;
        _searcher = Searchers.Create(experiment, searchedBefore);
        _given.Enqueue((TrialOrigin.Baseline, experiment.Baseline));
        foreach (var point in experiment.Points)
            _given.Enqueue((TrialOrigin.Point, SearchSpace.Complete(experiment.Parameters, point.Values)));
    }

    /// <summary>Whether the searcher has found nothing more that is not taken.</summary>
    public bool AreExhausted { get; private set; }

    /// <summary>The next trial, with the constraint that it breaks, if any; null when the space is exhausted.</summary>
    /// <param name="number">The trial's.</param>
    /// <param name="isTaken">Whether a configuration was proposed before.</param>
    public TrialProposed? Next(int number, Predicate<Configuration> isTaken)
    {
        while (_given.TryDequeue(out var given))
        {
            if (!isTaken(given.Parameters))
                return Proposal(number, given.Origin, given.Parameters);
        }
        if (_searcher.Propose(number, isTaken) is { } configuration)
            return Proposal(number, TrialOrigin.Search, configuration);
        AreExhausted = true;
        return null;
    }

    private TrialProposed Proposal(int number, TrialOrigin origin, Configuration parameters) =>
        new(number, origin, parameters, SearchSpace.Broken(_experiment.Constraints, parameters)?.ToString());
}
