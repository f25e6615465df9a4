using System.Text.RegularExpressions;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>The typed pass: from the tree of nodes to an experiment, collecting all errors on the way.</summary>
internal sealed partial class ExperimentReader
{
    private const string NameRule = "a letter or digit, then up to 63 letters, digits, dots, dashes and underscores";

    private readonly Section _root;
    private readonly string _path;
    private readonly Findings _findings;

    private ExperimentReader(Section root, string path, Findings findings) => (_root, _path, _findings) = (root, path, findings);

    /// <param name="path">The file; its folder is what relative paths are relative to.</param>
    public static Experiment Read(YamlMapping tree, string path, Findings findings) =>
        new ExperimentReader(Section.Open(tree, "", ExperimentKeys.Root, findings), path, findings).Read();

    private Experiment Read()
    {
        var before = _findings.ErrorCount;
        var search = _root.Open("search").Name<SearchMethod>("method") ?? SearchMethod.Random;
        var surface = TrainerReader.ReadSurface(_root);
        // A trainer that was misspelt is no reason to ask for data as well.
        var hasData = surface is null && (_root.Has("data") || !_root.Has("trainer"));
        double? testShare = null;
        var dataset = hasData ? new DatasetReader(_root, _path).Read(out testShare) : DatasetSettings.None;
        var (metric, metrics) = new MetricReader(_root, dataset.Kind, !hasData).Read();
        var space = SpaceReader.Read(_root, surface, hasData, search, before);
        var (validation, group, order) = hasData
            ? ValidationReader.Read(_root, dataset.Kind)
            : (TrainerReader.ReadRepeats(_root), null, null);
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
            Parameters = space.Parameters,
            Constraints = space.Constraints,
            Points = space.Points,
            Budget = LimitsReader.ReadBudget(_root),
            Workers = LimitsReader.ReadWorkers(_root),
            Confirm = final is null ? null : ReadConfirm(final),
            KeepModels = (int)(final?.Whole("keep_models") ?? 0),
            ReportTop = (int)(report.Whole("top") ?? 20),
            ReportEvery = report.Duration("every"),
            Durability = _root.Name<Durability>("durability") ?? Durability.Full,
        };
        if (space.IsSound)
            SpaceChecks.Check(experiment, _root);
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

    private static ConfirmSettings? ReadConfirm(Section section)
    {
        if (!section.Has("confirm"))
            return null;
        var confirm = section.Open("confirm");
        return new ConfirmSettings((int)(confirm.Whole("top") ?? 3), (int)(confirm.Whole("repeats") ?? 2));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
