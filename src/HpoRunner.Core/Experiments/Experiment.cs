using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments;

/// <summary>What an experiment file declares, with every default filled in. The journal's header keeps it as JSON.</summary>
public sealed record Experiment
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public long Seed { get; init; }

    /// <summary>The surface that is descended in place of training on data; null: the built-in network on <see cref="Dataset"/>.</summary>
    public string? Surface { get; init; }

    /// <summary><see cref="DatasetSettings.None"/> on a surface.</summary>
    public required DatasetSettings Dataset { get; init; }

    /// <summary>Share of the rows that is set apart before anything else, in (0, 1); null: no test rows.</summary>
    public double? TestShare { get; init; } = 0.2;

    public PreprocessingSettings Preprocessing { get; init; } = new();

    public ValidationSettings Validation { get; init; } = new();

    /// <summary>Null name: accuracy or rmse, once the target has been read.</summary>
    public MetricSettings Metric { get; init; } = new(null, null, null);

    /// <summary>Metrics that are reported beside <see cref="Metric"/>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>
    /// What is looked at in every epoch beside the metrics, of <see cref="Training.Measurements.MeasurementTable"/>. Journals from before
    /// it have none.
    /// </summary>
    [AllowNull]
    public IReadOnlyList<string> Measurements { get => field ?? []; init; } = [];

    public SearchMethod Search { get; init; } = SearchMethod.Random;

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    /// <summary>Configurations that are tried right after the baseline; what they leave out is at its default.</summary>
    public IReadOnlyList<Configuration> Points { get; init; } = [];

    public BudgetSettings Budget { get; init; } = new();

    public WorkerSettings Workers { get; init; } = new();

    /// <summary>The best few again on fresh repeats before one is frozen; null: the best of the search is.</summary>
    public ConfirmSettings? Confirm { get; init; }

    /// <summary>So many of the best trials keep the models of their evaluations. Journals from before it have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int KeepModels { get; init; }

    public int ReportTop { get; init; } = 20;

    /// <summary>How often a report is written while the run goes on; null: only at its end.</summary>
    public TimeSpan? ReportEvery { get; init; }

    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>Whether a trial leaves a model behind, which is worth a refit on all rows.</summary>
    [JsonIgnore]
    public bool HasModel => Surface is null;

    [JsonIgnore]
    public IEnumerable<Parameter> Searched => Parameters.Where(parameter => parameter.IsSearched);

    /// <summary>Trial 0: each parameter at its fixed value or its default, the inactive ones left out.</summary>
    [JsonIgnore]
    public Configuration Baseline => SearchSpace.Complete(Parameters, new Dictionary<string, Scalar>());
}
