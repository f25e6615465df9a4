using HpoRunner.Experiments;

namespace HpoRunner.Search;

/// <summary>The searcher that an experiment names.</summary>
internal static class Searchers
{
    /// <param name="proposedBefore">How many configurations it has proposed before a resume.</param>
    public static ISearcher Create(Experiment experiment, int proposedBefore = 0) => experiment.Search switch
    {
        SearchMethod.Grid => new GridSearch(experiment.Parameters, proposedBefore),
        SearchMethod.Random => new RandomSearch(experiment.Parameters, experiment.Seed),
        var other => throw new InvalidOperationException($"no searcher for {other}"),
    };
}
