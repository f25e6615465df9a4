using HpoRunner.Experiments;

namespace HpoRunner.Search;

/// <summary>Proposes configurations. It decides and never starts anything; what it needs to know comes as arguments.</summary>
internal interface ISearcher
{
    /// <summary>
    /// The configuration of a trial, or null when the space holds nothing that is not taken yet.
    /// </summary>
    /// <param name="trial">The trial's number; draws depend on it and on the experiment's seed alone.</param>
    /// <param name="taken">Every configuration proposed before, the baseline and the points included.</param>
    Configuration? Propose(int trial, IReadOnlySet<Configuration> taken);
}
