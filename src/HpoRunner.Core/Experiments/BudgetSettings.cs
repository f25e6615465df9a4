using System.Text.Json.Serialization;

namespace HpoRunner.Experiments;

/// <summary>Limits; the first one reached ends the search. All null: 40 trials, or the whole grid.</summary>
/// <param name="Trials">Proposals and points, not the baseline.</param>
/// <param name="Time">Running time, summed over resumes.</param>
/// <param name="Until">Local wall-clock time of day by which the report is on disk.</param>
/// <param name="MaxFailed">A safety net: this many failed trials end the run.</param>
public sealed record BudgetSettings(int? Trials = null, TimeSpan? Time = null, TimeOnly? Until = null, int MaxFailed = 20)
{
    public const int DefaultTrials = 40;

    /// <summary>Whether any limit was given.</summary>
    [JsonIgnore]
    public bool HasLimit => Trials is not null || Time is not null || Until is not null;

    /// <summary>The number of trials that ends the search; null when only the clock or the end of the grid does.</summary>
    public int? TrialLimit(SearchMethod search) => HasLimit || search == SearchMethod.Grid ? Trials : DefaultTrials;
}
