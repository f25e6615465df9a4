using HpoRunner.Experiments;

namespace HpoRunner.Search;

/// <summary>The searcher that an experiment names.</summary>
internal static class Searchers
{
    public static ISearcher Create(Experiment experiment) => experiment.Search switch
    {
        SearchMethod.Grid => new GridSearch(experiment.Parameters),
        SearchMethod.Random => new RandomSearch(experiment.Parameters, experiment.Seed),
        var other => throw new InvalidOperationException($"no searcher for {other}"),
    };
}
