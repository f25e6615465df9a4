using HpoRunner.Training.Datasets;
using HpoRunner.Training.Measurements;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments.Reading;

/// <summary>Every key that this version reads, with its bounds and meaning: the reader and the JSON Schema are made from it.</summary>
internal static class ExperimentKeys
{
    public const double LargestSeed = 9_007_199_254_740_991;

    public static KeyDefinition Parameter { get; } = new("parameter", KeyKind.Section, "A parameter in its long form.")
    {
        Keys =
        [
            new("value", KeyKind.Value, "The one value of a fixed parameter."),
            new("values", KeyKind.Values, "The values of a choice."),
            new("weights", KeyKind.Numbers, "How much more often random search takes each of the values."),
            new("min", KeyKind.Real, "Lower bound of a range, inclusive."),
            new("max", KeyKind.Real, "Upper bound of a range, inclusive. Whole numbers are drawn when both bounds are whole."),
            new("scale", KeyKind.Name, "Whether equal distances or equal ratios are equally likely.")
            {
                Names = ["linear", "log"], Default = "linear",
            },
            new("step", KeyKind.Real, "Distance of the values of a range, counted from min."),
            new("count", KeyKind.Whole, "How many evenly spaced values of a range a grid takes.") { Min = 2, Max = 10_000 },
            new("mean", KeyKind.Real, "Centre of normally distributed values."),
            new("sd", KeyKind.Real, "Standard deviation of normally distributed values."),
            new("default", KeyKind.Value, "What the baseline takes.") { Default = "the built-in default" },
            new("when", KeyKind.Special, "Active only when each parameter named here has this value, or one of these values."),
        ],
    };

    public static KeyDefinition Root { get; } = new("", KeyKind.Section, "A hyperparameter search.")
    {
        Keys =
        [
            new("name", KeyKind.Text, "Names the folder under results/: letters, digits, dot, dash and underscore.")
            {
                Default = "the file's name",
            },
            new("description", KeyKind.Text, "The question that this experiment answers."),
            new("seed", KeyKind.Whole, "Where every random draw comes from.") { Min = 0, Max = LargestSeed, Default = "0" },
            new("trainer", KeyKind.Section, "What is trained in place of the built-in network on data.") { Keys = TrainerKeys() },
            new("data", KeyKind.Section, "Which rows are learned from.")
            {
                Default = "none on a surface; else it is needed", Keys = DataKeys(),
            },
            new("preprocessing", KeyKind.Section, "What is done to columns, fitted on the training part of each fold alone.")
            {
                Keys = PreprocessingKeys(),
            },
            new("validation", KeyKind.Section, "How a configuration is judged.") { Keys = ValidationKeys() },
            new("metric", KeyKind.Special, "What trials are ranked by: a name, or name, goal and target.")
            {
                Default = "accuracy for classes, rmse for numbers, loss on a surface", Keys = MetricKeys(),
            },
            new("metrics", KeyKind.Texts, "Metrics that are reported beside it.") { Names = MetricNames },
            new(
                "measurements", KeyKind.Texts,
                "What each epoch is looked at for beside the metrics: in curves.csv, and of the best trial in the report.")
            {
                Names = MeasurementTable.Names, Default = "none",
            },
            new("search", KeyKind.Section, "How configurations are proposed.") { Keys = SearchKeys() },
            new("parameters", KeyKind.Special, "Each parameter of the trainer: fixed, a choice or a range.")
            {
                Default = "the default search",
            },
            new("constraints", KeyKind.Special, "Comparisons that a configuration must satisfy to be started: beta1 < beta2."),
            new("points", KeyKind.Special, "Configurations that are tried right after the baseline."),
            new("budget", KeyKind.Section, "When the search ends: at the first of these limits.") { Keys = BudgetKeys() },
            new("workers", KeyKind.Section, "Who computes.") { Keys = WorkerKeys() },
            new("final", KeyKind.Section, "What happens once the search is over.") { Keys = FinalKeys() },
            new("report", KeyKind.Section, "What the report shows.") { Keys = ReportKeys() },
            new("durability", KeyKind.Name, "full: a result is flushed to disk before it counts. os: it survives a kill, not a power cut.")
            {
                Names = EnumNames.Of<Durability>(), Default = "full",
            },
        ],
    };

    public static IReadOnlyList<string> MetricNames => [.. KnownMetrics.Names, .. KnownMetrics.OnSurfaces];

    private static KeyDefinition[] TrainerKeys() =>
    [
        new("surface", KeyKind.Name, "A surface to watch optimizers on; it needs no data.") { Names = SurfaceFactory.Names },
    ];

    private static KeyDefinition[] DataKeys() =>
    [
        new("file", KeyKind.Special, "A CSV file with a header line, or a pair of IDX files, relative to the experiment file.")
        {
            IsRequired = true,
            Keys =
            [
                new("images", KeyKind.Text, "An IDX file of the images, also compressed by gzip.") { IsRequired = true },
                new("labels", KeyKind.Text, "An IDX file with a label for each of them.") { IsRequired = true },
            ],
        },
        new("target", KeyKind.TextOrTexts, "The column to predict; several for a regression with several outputs.")
        {
            Default = "required; of IDX files label",
        },
        new("task", KeyKind.Name, "What the target is.") { Names = ["classification", "regression"], Default = "read off the target" },
        new("ignore", KeyKind.Texts, "Columns that are not features."),
        new("types", KeyKind.NamesByText, "The type of a column, where it is not as it looks.")
        {
            Names = ["numeric", "categorical"], Default = "read off the values",
        },
        new("image", KeyKind.Text, "How the columns make an image: height x width x channels, such as 8x8x1.")
        {
            Default = "as an IDX file says, else none",
        },
        new("class_weights", KeyKind.Name, "balanced: every class counts the same in the loss, however rare.")
        {
            Names = EnumNames.Of<ClassWeighting>(), Default = "none",
        },
        new("missing", KeyKind.Texts, "What reads as missing.") { Default = "\"\", NA, ?" },
        new("test", KeyKind.ShareOrName, "Rows that are held out once, or none.") { Names = ["none"], Default = "20%" },
    ];

    private static KeyDefinition[] PreprocessingKeys() =>
    [
        new("scale", KeyKind.Name, "How numeric columns are scaled.")
        {
            Names = ["standard", "min_max", "robust", "none"], Default = "standard",
        },
        new("impute", KeyKind.Name, "What fills missing values.")
        {
            Names = ["median", "mean", "most_frequent", "error"], Default = "median",
        },
        new("encode", KeyKind.Name, "How categorical columns become numbers.") { Names = ["one_hot"], Default = "one_hot" },
    ];

    private static KeyDefinition[] ValidationKeys() =>
    [
        new("method", KeyKind.Name, "Folds, one part that is held out, folds that keep groups together, or blocks of time.")
        {
            Names = EnumNames.Of<ValidationMethod>(), Default = "k_fold",
        },
        new("folds", KeyKind.Whole, "Number of folds; at most the number of rows.") { Min = 2, Max = 1000, Default = "5" },
        new("repeats", KeyKind.Whole, "Whole cross-validations with other splits and seeds.") { Min = 1, Max = 1000, Default = "1" },
        new("stratify", KeyKind.Boolean, "Whether each fold has the classes in the same proportion.")
        {
            Default = "true for classification",
        },
        new("group", KeyKind.Text, "Column whose rows of equal value stay together (method: group_k_fold); no feature."),
        new("order", KeyKind.Text, "Column that tells the time (method: time_series); no feature."),
        new("share", KeyKind.Share, "Part of the rows that a hold-out validates on.") { Default = "20%" },
    ];

    private static KeyDefinition[] MetricKeys() =>
    [
        new("name", KeyKind.Name, "The metric.")
        {
            Names = MetricNames, Default = "accuracy for classes, rmse for numbers, loss on a surface",
        },
        new("goal", KeyKind.Name, "Which scores are better.") { Names = EnumNames.Of<MetricGoal>(), Default = "the metric's" },
        new("target", KeyKind.Real, "The search ends when a trial's mean reaches it."),
    ];

    private static KeyDefinition[] SearchKeys() =>
    [
        new("method", KeyKind.Name, "The searcher.") { Names = EnumNames.Of<SearchMethod>(), Default = "random" },
    ];

    private static KeyDefinition[] BudgetKeys() =>
    [
        new("trials", KeyKind.Whole, "Proposals and points, not the baseline.")
        {
            Min = 1, Max = 1_000_000, Default = "40 when no limit is given; a grid: all of it",
        },
        new("time", KeyKind.Duration, "Running time, summed over resumes: 90s, 45m, 8h, 1d12h."),
        new("until", KeyKind.TimeOfDay, "Local time of day by which the report is on disk: \"07:00\"."),
        new("max_failed", KeyKind.Whole, "This many failed trials end the run.") { Min = 1, Max = 1_000_000, Default = "20" },
        new("disk", KeyKind.Size, "What the run's folder may hold, 16MiB at least: 500MiB, 10GiB. The search pauses before it is full.")
        {
            Default = "none",
        },
    ];

    private static KeyDefinition[] WorkerKeys() =>
    [
        new("count", KeyKind.WholeOrName, "Worker processes.")
        {
            Min = 1, Max = WorkerSettings.MostWorkers, Names = ["auto"], Default = "auto: cores / threads",
        },
        new("threads", KeyKind.Whole, "Threads of each worker.") { Min = 1, Max = 256, Default = "1" },
        new("timeout", KeyKind.Duration, "The longest that one evaluation may take.") { Default = "none" },
        new("silence", KeyKind.Duration, "The longest pause between two measurements of an evaluation, from its first one on.")
        {
            Default = "none",
        },
        new("memory", KeyKind.Size, "Above it, an evaluation is ended and failed: 512MiB, 4GiB.") { Default = "none" },
        new("retries", KeyKind.Whole, "How often a crashed or timed-out evaluation is tried again.") { Min = 0, Max = 100, Default = "2" },
    ];

    private static KeyDefinition[] FinalKeys() =>
    [
        new("confirm", KeyKind.Section, "The best few are evaluated on fresh repeats before one of them is frozen.")
        {
            Keys =
            [
                new("top", KeyKind.Whole, "How many of the best trials.") { Min = 2, Max = 100, Default = "3" },
                new("repeats", KeyKind.Whole, "How many whole cross-validations more, with other splits and seeds.")
                {
                    Min = 1, Max = 100, Default = "2",
                },
            ],
        },
        new(
            "keep_models", KeyKind.Whole,
            "How many of the best trials keep the models of all their folds, in models/; the winner's refit is kept anyway.")
        {
            Min = 0, Max = 1000, Default = "0",
        },
    ];

    private static KeyDefinition[] ReportKeys() =>
    [
        new("top", KeyKind.Whole, "Rows of the ranking.") { Min = 1, Max = 10_000, Default = "20" },
        new("every", KeyKind.Duration, "How often a report of what is there so far is written while the run goes on: 10m.")
        {
            Default = "at the end only",
        },
    ];
}
