using HpoRunner.Experiments;

namespace HpoRunner.Search;

/// <summary>Proposes configurations. It decides and never starts anything; what it needs to know comes as arguments.</summary>
internal interface ISearcher
{
    /// <summary>
    /// The configuration of a trial, or null when the space holds nothing that is not taken yet.
    /// </summary>
    /// <param name="trial">The trial's number; draws depend on it and on the experiment's seed alone.</param>
    /// <param name="isTaken">
    /// Whether the baseline or a point is this configuration, or an earlier proposal of a searcher that may propose it again.
    /// </param>
    Configuration? Propose(int trial, Predicate<Configuration> isTaken);
}
