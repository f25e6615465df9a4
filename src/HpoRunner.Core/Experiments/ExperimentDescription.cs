using System.Globalization;
using System.Text;
using HpoRunner.Experiments.Reading;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

/// <summary>
/// What was understood of an experiment file: each value with its type, what is searched, how large the search is, and which values are
/// defaults. Plain text, two columns, the same on every machine but for the number of cores.
/// </summary>
internal static class ExperimentDescription
{
    private const int LabelWidth = 17;

    private static readonly BudgetSettings DefaultBudget = new();
    private static readonly IReadOnlyList<string> DefaultMissing = new DatasetSettings { File = "", Targets = [] }.Missing;

    /// <param name="experiment">What was read.</param>
    /// <param name="contents">What is in its data; null where they were not looked at.</param>
    public static string Write(Experiment experiment, DatasetContents? contents = null)
    {
        var text = new StringBuilder();
        Row(text, "name", experiment.Name);
        if (experiment.Description.Length > 0)
            Row(text, "description", Safe(experiment.Description.ReplaceLineEndings(" ")));
        Row(text, "seed", Marked(Number(experiment.Seed), experiment.Seed == 0));
        if (experiment.Surface is { } surface)
            WriteSurface(text, surface);
        else
            WriteDataset(text, experiment, contents);
        WriteJudging(text, experiment);
        WriteSpace(text, experiment);
        WriteBudget(text, experiment);
        WriteWorkers(text, experiment);
        WriteEnd(text, experiment);
        return text.ToString();
    }

    private static void WriteSurface(StringBuilder text, string surface)
    {
        Row(text, "surface", $"{surface}: {SurfaceFactory.MeaningOf(surface)}");
        var minima = SurfaceFactory.Create(surface, SurfaceFactory.DefaultCondition(surface) ?? 1).Minima;
        Row(text, "lowest at", Sentence.List(minima.Select(minimum => $"({Number(minimum.X)}, {Number(minimum.Y)})")));
    }

    private static void WriteDataset(StringBuilder text, Experiment experiment, DatasetContents? contents)
    {
        var dataset = experiment.Dataset;
        Row(text, "data", Safe(dataset.File));
        if (dataset.Labels is { } labels)
            Row(text, "labels", Safe(labels));
        if (contents is not null)
            Row(text, "contents", Safe(contents.Features));
        if ((contents?.Image ?? dataset.Image) is { } image)
            Row(text, "image", $"{image}, height x width x channels: each channel is scaled as a whole");
        Row(text, "target", Texts(dataset.Targets));
        Row(
            text, "task",
            (dataset.Kind is { } kind ? Name(kind) : Marked("read off the target", true))
                + (contents is null ? "" : $": {Safe(contents.Target)}"));
        if (dataset.Ignore.Count > 0)
            Row(text, "ignored columns", Texts(dataset.Ignore));
        foreach (var (column, type) in dataset.Types)
            Row(text, "column type", $"{Safe(column)}: {Name(type)}");
        if (dataset.Labels is null)
            Row(text, "missing", Marked(
                Sentence.List(dataset.Missing.Select(value => $"\"{Safe(value)}\"")), dataset.Missing.SequenceEqual(DefaultMissing)));
        var testRows = contents is null ? "" : $", {Count(contents.TestRowCount, "row")},";
        Row(text, "test rows", experiment.TestShare is { } share
            ? $"{Marked(Percent(share), share == 0.2)}{testRows} set apart, used once at the end" : "none");
        if (dataset.ClassWeights != ClassWeighting.None)
            Row(text, "class weights", Name(dataset.ClassWeights));
        var steps = experiment.Preprocessing;
        var defaults = new PreprocessingSettings();
        var scale = Marked(Name(steps.Scale), steps.Scale == defaults.Scale);
        var impute = Marked(Name(steps.Impute), steps.Impute == defaults.Impute);
        var encode = Marked(Name(steps.Encode), steps.Encode == defaults.Encode);
        Row(text, "preprocessing", $"scale {scale}, impute {impute}{(dataset.Labels is null ? $", encode {encode}" : "")}");
    }

    private static void WriteJudging(StringBuilder text, Experiment experiment)
    {
        var validation = experiment.Validation;
        var split = validation.Method switch
        {
            ValidationMethod.KFold => $"{validation.Folds} folds",
            ValidationMethod.GroupKFold => $"{validation.Folds} folds that keep each {Safe(experiment.Dataset.Group ?? "group")} together",
            ValidationMethod.TimeSeries =>
                $"{validation.Folds} blocks in the order of {Safe(experiment.Dataset.Order ?? "time")}, "
                + "each after training on all before it",
            _ when !experiment.HasModel => "one descent",
            _ => $"hold-out of {Percent(validation.HoldoutShare)}",
        };
        var repeats = validation.Repeats > 1 ? $", {validation.Repeats} repeats" : "";
        var stratified = validation.Stratify switch
        {
            _ when !validation.CanStratify || !experiment.HasModel => "",
            true => ", stratified",
            false => ", not stratified",
            null => ", stratified for classification",
        };
        var usual = experiment.HasModel ? new ValidationSettings() : ValidationSettings.WithoutRows(1);
        var plan = Marked($"{split}{repeats}{stratified}", validation == usual);
        Row(text, "validation", $"{plan}: {Count(validation.ScoreCount, "score")} per trial");
        var metric = experiment.Metric;
        var goal = metric.Goal is { } known ? $", {Name(known)}" : "";
        var target = metric.Target is { } end ? $"; the search ends at {Number(end)}" : "";
        Row(text, "metric", $"{metric.Name ?? "accuracy for classes, rmse for numbers (default)"}{goal}{target}");
        if (experiment.Metrics.Count > 0)
            Row(text, "also reported", Sentence.List(experiment.Metrics));
        if (experiment.Measurements.Count > 0)
            Row(text, "measured", Sentence.List(experiment.Measurements) + " in every epoch");
    }

    private static void WriteSpace(StringBuilder text, Experiment experiment)
    {
        Row(text, "search", Marked(Name(experiment.Search), experiment.Search == SearchMethod.Random));
        var width = experiment.Parameters.Max(parameter => parameter.Name.Length);
        text.Append("parameters\n");
        foreach (var parameter in experiment.Parameters)
        {
            var start = parameter.Default is { } value ? $"; default {DomainDescription.Of(value)}" : "";
            var when = parameter.When.Count == 0 ? "" : "; when " + string.Join(" and ",
                parameter.When.Select(condition =>
                    $"{condition.Parameter} is {string.Join(" or ", condition.Values.Select(DomainDescription.Of))}"));
            text.Append(CultureInfo.InvariantCulture,
                $"  {parameter.Name.PadRight(width)}  {DomainDescription.Of(parameter.Domain)}{start}{when}\n");
        }
        foreach (var constraint in experiment.Constraints)
            Row(text, "constraint", constraint.ToString());
        foreach (var point in experiment.Points)
            Row(text, "point", point.ToString());
        Row(text, "baseline", experiment.Baseline.ToString());
        if (experiment.Search == SearchMethod.Grid && GridSize.Count(experiment.Parameters) is { } count)
            Row(text, "grid", string.Create(CultureInfo.InvariantCulture, $"{count} configurations"));
    }

    private static void WriteBudget(StringBuilder text, Experiment experiment)
    {
        var budget = experiment.Budget;
        var trials = budget.TrialLimit(experiment.Search);
        var limits = new List<string>();
        if (trials is { } most)
            limits.Add(Marked(Count(most, "trial"), budget.Trials is null));
        if (budget.Time is { } time)
            limits.Add($"{Duration.Format(time)} of running time");
        if (budget.Until is { } until)
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"until {until:HH\\:mm} on the local clock"));
        if (limits.Count == 0)
            limits.Add(Marked("the whole grid", true));
        var first = limits.Count > 1 ? ", whichever comes first" : "";
        var failures = Marked(Count(budget.MaxFailed, "failed trial"), budget.MaxFailed == DefaultBudget.MaxFailed);
        var disk = budget.Disk is { } bytes ? $" and {ByteSize.Format(bytes)} on disk" : "";
        Row(text, "budget", $"{string.Join(" or ", limits)}{first}; at most {failures}{disk}");
        if (trials is { } planned)
        {
            var scores = experiment.Validation.ScoreCount;
            Row(text, "evaluations", string.Create(
                CultureInfo.InvariantCulture, $"{(planned + 1L) * scores} at most: ({planned} trials + the baseline) x {scores}"));
        }
    }

    private static void WriteWorkers(StringBuilder text, Experiment experiment)
    {
        var workers = experiment.Workers;
        var defaults = new WorkerSettings();
        var count = Marked(workers.Count is { } given ? Number(given) : "as many as cores / threads", workers.Count is null);
        var threads = Marked(Count(workers.Threads, "thread") + " each", workers.Threads == defaults.Threads);
        var timeout = workers.Timeout is { } longest ? $"{Duration.Format(longest)} per evaluation at most" : Marked("no timeout", true);
        var retries = Marked(workers.Retries == 1 ? "1 retry" : $"{Number(workers.Retries)} retries", workers.Retries == defaults.Retries);
        var silence = workers.Silence is { } pause ? $", {Duration.Format(pause)} between measurements at most" : "";
        var memory = workers.Memory is { } resident ? $", {ByteSize.Format(resident)} of memory each at most" : "";
        Row(text, "workers", $"{count}, {threads}, {timeout}, {retries}{silence}{memory}");
    }

    private static void WriteEnd(StringBuilder text, Experiment experiment)
    {
        if (experiment.Confirm is { } confirm)
            Row(text, "final", $"the best {Number(confirm.Top)} again on {Count(confirm.Repeats, "fresh repeat")} before one is frozen");
        if (experiment.KeepModels > 0)
            Row(text, "models", $"the best {Count(experiment.KeepModels, "trial")} keep those of their folds");
        Row(text, "durability", Marked(Name(experiment.Durability), experiment.Durability == Durability.Full));
    }

    private static string Safe(string text) => CoreSchema.Escape(text);

    private static string Texts(IEnumerable<string> texts) => Sentence.List(texts.Select(Safe));

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        EnumNames.Of(value);

    /// <summary>A value that is the default says so, whether the file repeats it or leaves it out.</summary>
    private static string Marked(string value, bool isDefault) => isDefault ? value + " (default)" : value;

    private static string Number(double number) => Scalar.Number(number).ToString();

    private static string Percent(double share) => Number(Math.Round(share * 100, 6)) + "%";

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{Number(number)} {noun}s";

    private static void Row(StringBuilder text, string label, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{label.PadRight(LabelWidth)}{value}\n");
}
