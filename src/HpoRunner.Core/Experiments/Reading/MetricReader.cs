using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>metric</c> and <c>metrics</c>.</summary>
internal sealed class MetricReader(Section root, TargetKind? kind, bool isSurface)
{
    private readonly IReadOnlyList<string> _names = isSurface ? KnownMetrics.OnSurfaces : KnownMetrics.Names;

    private static readonly KeyDefinition Definition = ExperimentKeys.Root.Find("metric")!;

    public (MetricSettings Metric, IReadOnlyList<string> Metrics) Read()
    {
        var metric = ReadMetric();
        if (metric.Name == MetricTable.Seconds)
            root.Findings.Warn(
                root.PlaceOfKey("metric"), "metric",
                "seconds are another on every machine and in every run: ranking and tables of this search cannot be repeated");
        return (metric, ReadMetrics(metric.Name));
    }

    private MetricSettings ReadMetric()
    {
        if (root.Node("metric") is YamlScalar bare)
            return KnownName(bare, "metric") is { } only
                ? new MetricSettings(only, KnownMetrics.Goal(only), null)
                : new MetricSettings(null, null, null);
        var section = Section.Open(root.Node("metric"), "metric", Definition, root.Findings);
        var name = section.Node("name") is { } node && section.ScalarAt(node, "metric.name", Allowed) is { } scalar
            ? KnownName(scalar, "metric.name") : null;
        var goal = section.Name<MetricGoal>("goal");
        var target = section.Real("target");
        var known = name is null ? null : KnownMetrics.Goal(name);
        if (known is not null && goal is not null && goal != known)
            section.Error("goal",
                $"{EnumNames.Of(goal.Value)} contradicts {name}, whose goal is {EnumNames.Of(known.Value)}; leave goal out");
        if (name is null && goal is not null && !section.Has("name"))
            section.Error("goal", "a goal without a name; add name: with the metric");
        if (name is not null && target is { } value && KnownMetrics.Bounds(name) is var bounds
            && (value < bounds.Min || value > bounds.Max))
            section.Error("target",
                $"{name} never reaches {Scalar.Number(value)}; it is from {Scalar.Number(bounds.Min)} to {Scalar.Number(bounds.Max)}");
        return new MetricSettings(name, known, target);
    }

    private List<string> ReadMetrics(string? ranked)
    {
        var names = new List<string>();
        if (root.Node("metrics") is not { } node)
            return names;
        if (node is not YamlSequence list)
        {
            root.Wrong<object>(node, "metrics", $"a list of {Sentence.List(_names.Where(IsPlain))}");
            return names;
        }
        for (var i = 0; i < list.Items.Count && !root.Findings.IsFull; i++)
        {
            var path = $"metrics[{i}]";
            if (root.ScalarAt(list.Items[i], path, Sentence.List(_names.Where(IsPlain))) is not { } scalar
                || KnownName(scalar, path) is not { } name)
                continue;
            if (names.Contains(name))
                root.Findings.Error(scalar.Place, path, $"{name} is in the list twice");
            else if (name == ranked)
                root.Findings.Warn(scalar.Place, path, $"{name} is the metric itself and reported anyway");
            else
                names.Add(name);
        }
        return names;
    }

    /// <summary>The name when it is known and suits the task.</summary>
    private string? KnownName(YamlScalar scalar, string path)
    {
        var name = scalar.Text;
        if (!_names.Contains(name))
        {
            if (!isSurface && KnownMetrics.IsLoss(name))
            {
                root.Findings.Error(scalar.Place, path,
                    $"{name} is in every learning curve, and judges no trials, since each loss has its own; "
                    + "use log_loss for classes, rmse for numbers");
                return null;
            }
            var isElsewhere = KnownMetrics.Goal(name) is not null;
            root.Findings.Error(scalar.Place, path,
                $"{CoreSchema.Quote(scalar)} is {(isElsewhere ? isSurface ? "for networks" : "for surfaces" : "not known")}; "
                + $"allowed: {Allowed}"
                + (isElsewhere ? "" : Sentence.DidYouMean(name, _names)));
            return null;
        }
        var suitable = KnownMetrics.Names.Where(other => IsPlain(other) && kind is { } task && KnownMetrics.Suits(other, task));
        if (kind is { } target && !KnownMetrics.Suits(name, target))
            root.Findings.Error(
                scalar.Place, path,
                $"{name} does not judge a {EnumNames.Of(target)}; allowed: {Sentence.List(suitable)}");
        return name;
    }

    private string Allowed => Sentence.List(_names.Where(IsPlain)) + (isSurface ? "" : ", and train_ before any that judges rows");

    private static bool IsPlain(string name) => !name.StartsWith("train_", StringComparison.Ordinal);
}
