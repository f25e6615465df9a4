using System.Text.RegularExpressions;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>The typed pass: from the tree of nodes to an experiment, collecting all errors on the way.</summary>
internal sealed partial class ExperimentReader
{
    private const int MostGridPoints = 1_000_000;

    private readonly Section _root;
    private readonly string _path;
    private readonly Findings _findings;

    private ExperimentReader(Section root, string path, Findings findings) => (_root, _path, _findings) = (root, path, findings);

    /// <param name="path">The file; its folder is what relative paths are relative to.</param>
    public static Experiment Read(YamlMapping tree, string path, Findings findings) =>
        new ExperimentReader(Section.Open(tree, "", ExperimentKeys.Root, findings), path, findings).Read();

    public static (BudgetSettings Budget, int? Workers) ReadLimits(YamlMapping tree, Findings findings)
    {
        var reader = new ExperimentReader(Section.Open(tree, "", ExperimentKeys.Root, findings), "", findings);
        return (reader.ReadBudget(), reader.ReadWorkers().Count);
    }

    private Experiment Read()
    {
        var before = _findings.ErrorCount;
        var search = _root.Open("search").Name<SearchMethod>("method") ?? SearchMethod.Random;
        var surface = TrainerReader.ReadSurface(_root);
        // A trainer that was misspelt is no reason to ask for data as well.
        var hasData = surface is null && (_root.Has("data") || !_root.Has("trainer"));
        double? testShare = null;
        var dataset = hasData ? new DatasetReader(_root, _path).Read(out testShare) : DatasetSettings.None;
        var table = ParameterSet.Of(surface);
        var (metric, metrics) = new MetricReader(_root, dataset.Kind, !hasData).Read();
        var parameterReader = new ParametersReader(table, DefaultSearch.For(!hasData), search == SearchMethod.Grid, _findings);
        var parameters = parameterReader.Read(_root.Node("parameters"));
        var constraints = new ConstraintReader(table, parameters, parameterReader.Declared, _findings).Read(_root.Node("constraints"));
        if (_findings.ErrorCount == before)
        {
            RuleChecks.Check(table.Rules, parameters, constraints, _root.Node("parameters"), _findings);
            EffectChecks.Check(table, parameters, _root.Node("parameters"), _findings);
        }
        var hasSoundSpace = _findings.ErrorCount == before;
        var (group, order) = ((string?)null, (string?)null);
        var validation = hasData ? ReadValidation(dataset.Kind, out group, out order) : TrainerReader.ReadRepeats(_root);
        // Opened once: each opening tells of its unknown keys.
        var (final, report) = (hasData ? _root.Open("final") : null, _root.Open("report"));
        var experiment = new Experiment
        {
            Name = ReadName(),
            Description = _root.Text("description")?.Trim() ?? "",
            Seed = (long)(_root.Whole("seed") ?? 0),
            Surface = surface,
            Dataset = dataset with { Group = group, Order = order },
            TestShare = testShare,
            Preprocessing = ReadPreprocessing(),
            Validation = validation,
            Metric = metric,
            Metrics = metrics,
            Measurements = _root.Texts("measurements") ?? [],
            Search = search,
            Parameters = parameters,
            Constraints = constraints,
            Points = hasSoundSpace
                ? new PointsReader(table, parameters, parameterReader.Declared, constraints, _findings).Read(_root.Node("points"))
                : [],
            Budget = ReadBudget(),
            Workers = ReadWorkers(),
            Confirm = final is null ? null : ReadConfirm(final),
            KeepModels = (int)(final?.Whole("keep_models") ?? 0),
            ReportTop = (int)(report.Whole("top") ?? 20),
            ReportEvery = report.Duration("every"),
            Durability = _root.Name<Durability>("durability") ?? Durability.Full,
        };
        if (hasSoundSpace)
            CheckSpace(experiment);
        return experiment;
    }

    private string ReadName()
    {
        if (_root.Has("name"))
        {
            var name = _root.Text("name");
            if (name is not null && NameProblem(name) is { } problem)
                _root.Error("name", problem);
            return name ?? "";
        }
        var fileName = Path.GetFileNameWithoutExtension(_path);
        if (NameProblem(fileName) is not null)
            _findings.Error(new Place(1, 1), "name",
                $"is missing, and the file's name \"{CoreSchema.Show(fileName)}\" cannot stand in for it; add name: with {NameRule}");
        return fileName;
    }

    private const string NameRule = "a letter or digit, then up to 63 letters, digits, dots, dashes and underscores";

    private static string? NameProblem(string name) => name == "latest" ? "latest is the link to the newest run; choose another name"
        : NamePattern().IsMatch(name) ? null : $"\"{CoreSchema.Show(name)}\" is not allowed; a name is {NameRule}";

    private PreprocessingSettings ReadPreprocessing()
    {
        var section = _root.Open("preprocessing");
        return new PreprocessingSettings
        {
            Scale = section.Name<ScaleMethod>("scale") ?? ScaleMethod.Standard,
            Impute = section.Name<ImputeMethod>("impute") ?? ImputeMethod.Median,
            Encode = section.Name<EncodeMethod>("encode") ?? EncodeMethod.OneHot,
        };
    }

    private ValidationSettings ReadValidation(TargetKind? kind, out string? group, out string? order)
    {
        var section = _root.Open("validation");
        (group, order) = (section.Text("group"), section.Text("order"));
        var method = section.Name<ValidationMethod>("method") ?? ValidationMethod.KFold;
        var stratify = section.Boolean("stratify");
        if (method == ValidationMethod.Holdout && section.Has("folds"))
            section.Findings.Error(
                section.PlaceOfKey("folds"), section.PathOf("folds"),
                "a hold-out has no folds; leave folds out, or use method: k_fold");
        if (method != ValidationMethod.Holdout && section.Has("share"))
            section.Findings.Error(
                section.PlaceOfKey("share"), section.PathOf("share"),
                "folds have no share; leave share out, or use method: holdout");
        if (stratify == true && kind == TargetKind.Regression)
            section.Error("stratify", "a regression has no classes to keep in proportion; allowed: false");
        CheckColumn(section, "group", method == ValidationMethod.GroupKFold, "group_k_fold");
        CheckColumn(section, "order", method == ValidationMethod.TimeSeries, "time_series");
        if (stratify == true && method is (ValidationMethod.GroupKFold or ValidationMethod.TimeSeries))
            section.Error("stratify", "groups and time decide which rows are together, not classes; allowed: false");
        if (method == ValidationMethod.TimeSeries && section.Whole("repeats") > 1)
            section.Error("repeats", "blocks of time are not shuffled, so every repeat would have the same splits; allowed: 1");
        return new ValidationSettings(
            method, (int)(section.Whole("folds") ?? 5), (int)(section.Whole("repeats") ?? 1), stratify, section.Share("share") ?? 0.2);
    }

    private static ConfirmSettings? ReadConfirm(Section section)
    {
        if (!section.Has("confirm"))
            return null;
        var confirm = section.Open("confirm");
        return new ConfirmSettings((int)(confirm.Whole("top") ?? 3), (int)(confirm.Whole("repeats") ?? 2));
    }

    /// <summary>A column that one method needs and no other has a use for.</summary>
    private static void CheckColumn(Section section, string key, bool isNeeded, string method)
    {
        if (isNeeded)
            section.Require(key);
        else if (section.Has(key))
            section.Findings.Error(
                section.PlaceOfKey(key), section.PathOf(key),
                $"has a use for method: {method} alone; leave it out, or use that method");
    }

    private BudgetSettings ReadBudget()
    {
        var section = _root.Open("budget");
        var disk = section.Size("disk");
        if (disk < BudgetSettings.LeastDisk)
            section.Error("disk", $"{ByteSize.Format(disk.Value)} cannot hold report, charts and model of a run; allowed: {ByteSize.Format(BudgetSettings.LeastDisk)} or more");
        return new BudgetSettings(
            (int?)section.Whole("trials"), section.Duration("time"), section.TimeOfDay("until"),
            (int)(section.Whole("max_failed") ?? 20), disk);
    }

    private WorkerSettings ReadWorkers()
    {
        var section = _root.Open("workers");
        return new WorkerSettings(
            (int?)section.WholeOrName("count"), (int)(section.Whole("threads") ?? 1), section.Duration("timeout"),
            (int)(section.Whole("retries") ?? 2), section.Duration("silence"), section.Size("memory"));
    }

    /// <summary>What can be judged only once all of the search space is known.</summary>
    private void CheckSpace(Experiment experiment)
    {
        var place = _root.PlaceOfKey("parameters");
        TrainerReader.CheckRepeats(_root, experiment);
        if (experiment is { Confirm: not null, Validation.Method: ValidationMethod.TimeSeries })
            _findings.Error(
                _root.PlaceOfKey("final"), "final.confirm",
                "blocks of time are not shuffled, so there are no fresh repeats to confirm on; leave it out");
        if (!experiment.Searched.Any() && experiment.Parameters.Count > 0)
            _findings.Warn(place, "parameters", "nothing is searched: every parameter is fixed, so only the baseline is trained");
        if (SearchSpace.Broken(experiment.Constraints, experiment.Baseline) is { } broken)
            _findings.Warn(_root.PlaceOfKey("constraints"), "constraints",
                $"the baseline breaks {broken} and will not be trained; give the parameters a default that keeps it");
        if (experiment.Search == SearchMethod.Grid && !experiment.Budget.HasLimit && GridSize.Count(experiment.Parameters) is { } count && count > MostGridPoints)
            _findings.Error(place, "parameters",
                $"a grid of {count} configurations; without a budget at most {MostGridPoints} are allowed: "
                + "take values away, give budget.trials or budget.time, or use search.method: random");
        if (experiment.Budget.TrialLimit(experiment.Search) is { } trials && trials < experiment.Points.Count)
            _findings.Warn(
                _root.PlaceOfKey("points"), "points",
                $"{experiment.Points.Count} points, but the budget ends after {trials} trials");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
