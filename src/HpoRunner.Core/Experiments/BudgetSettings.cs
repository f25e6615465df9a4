using System.Text.Json.Serialization;

namespace HpoRunner.Experiments;

/// <summary>Limits; the first one reached ends the search. All null: 40 trials, or the whole grid.</summary>
/// <param name="Trials">Proposals and points, not the baseline.</param>
/// <param name="Time">Running time, summed over resumes.</param>
/// <param name="Until">Local wall-clock time of day by which the report is on disk.</param>
/// <param name="MaxFailed">A safety net: this many failed trials end the run.</param>
/// <param name="Disk">Bytes that the run's folder may hold: before it is full, the search pauses until there is room. Null: any.</param>
public sealed record BudgetSettings(
    int? Trials = null, TimeSpan? Time = null, TimeOnly? Until = null, int MaxFailed = 20, long? Disk = null)
{
    public const int DefaultTrials = 40;

    /// <summary>Less could not hold a report with its charts and a model.</summary>
    public const long LeastDisk = 16L << 20;

    /// <summary>Whether anything was given that ends the search.</summary>
    [JsonIgnore]
    public bool HasLimit => Trials is not null || Time is not null || Until is not null;

    /// <summary>The number of trials that ends the search; null when only the clock or the end of the grid does.</summary>
    public int? TrialLimit(SearchMethod search) => HasLimit || search == SearchMethod.Grid ? Trials : DefaultTrials;
}
