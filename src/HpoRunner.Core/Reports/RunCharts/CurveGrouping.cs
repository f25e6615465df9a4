using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Training;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// An epoch of a group: mean and standard deviation (n − 1; 0 for one) of its trainings that were still going on, and their range.
/// </summary>
internal sealed record GroupEpoch(int Epoch, double Mean, double Deviation, int Count, double Low, double High);

/// <summary>The trainings of all trials with one value, folds and repeats counted each.</summary>
/// <param name="Label">The value.</param>
/// <param name="Numbers">Its trials.</param>
/// <param name="Trainings">How many trainings there are curves of.</param>
/// <param name="Diverged">Where the diverged ones ended: the last epoch that was measured (0: none), and what it measured.</param>
/// <param name="Epochs">Without those in which no training had a finite value.</param>
internal sealed record CurveGroup(
    string Label, IReadOnlyList<int> Numbers, int Trainings, IReadOnlyList<(int Epoch, double Value)> Diverged,
    IReadOnlyList<GroupEpoch> Epochs)
{
    public int Trials => Numbers.Count;

    public bool AllDiverged => Trainings > 0 && Diverged.Count == Trainings;

    /// <summary>Where its line ends; null for a group that was never measured.</summary>
    public GroupEpoch? End => Epochs.Count > 0 ? Epochs[^1] : null;
}

/// <summary>Learning curves by the values of a parameter, or by whole configurations: seeds, folds and all else averaged.</summary>
/// <param name="Name">The parameter, or the parameters of a configuration joined by slashes.</param>
/// <param name="IsOrdered">Whether the groups are numbers in rising order.</param>
/// <param name="IsAverage">Whether other parameters vary within a group.</param>
internal sealed record CurveGrouping(string Name, bool IsOrdered, bool IsAverage, IReadOnlyList<CurveGroup> Groups)
{
    /// <summary>So many configurations get a line each.</summary>
    private const int MostConfigurations = 12;
    private const int MostValues = 8;
    private const int MostNames = 20;
    private const int Parts = 4;
    private const int MostGroupings = 3;
    private const int MostEpochs = 100;

    /// <summary>One of so many trainings must reach an epoch for it to be drawn.</summary>
    private const int FewestShare = 5;
    private const string Between = " / ";

    /// <summary>
    /// The groupings of a run: one by configuration where two or three parameters vary and few configurations were tried, and one for each
    /// of up to three parameters, the most important first. A parameter of numbers that took more than eight values is cut into four parts
    /// of equally many trials. <c>seed</c> is no parameter to group by: its values are averaged; nor is <c>epochs</c>, which only ends
    /// curves. Trainings of a single epoch have no curves.
    /// </summary>
    public static IEnumerable<CurveGrouping> Of(ReportModel model) =>
        All(model).Where(grouping => grouping.Groups.Any(group => group.Epochs.Count > 1));

    /// <summary>The same, those without curves included.</summary>
    public static IEnumerable<CurveGrouping> All(ReportModel model)
    {
        var trials = model.Trials.Where(trial => trial.State is TrialStatus.Completed or TrialStatus.Diverged).ToList();
        var varied = Varied(model, trials).ToList();
        if (varied.Count == 0)
            return [];
        var averages = varied.Count > 1 || model.Parameters.Any(parameter => parameter is { Name: "epochs", Varies: true });
        // A value that the baseline alone has is one configuration beside averages over many.
        List<ReportTrial> Compared(int index) => !averages ? trials
            : [.. trials.Where(trial => trial.Origin != TrialOrigin.Baseline
                || (Text(trial.Value(index)) is var own && trials.Exists(other => other != trial && Text(other.Value(index)) == own)))];
        string Configuration(ReportTrial trial) => string.Join(Between, varied.Order().Select(i => Text(trial.Value(i))));
        var curves = model.Curves.ToLookup(curve => curve.Trial);
        var groupings = varied.Take(MostGroupings)
            .Select(i => ByParameter(curves, Compared(i), i, model.Parameters[i].Name, averages));
        if (varied.Count is 2 or 3 && AtMost(MostConfigurations, trials.Select(Configuration)))
        {
            var names = string.Join(Between, varied.Order().Select(i => model.Parameters[i].Name));
            groupings = groupings.Prepend(Make(curves, names, false, false, trials.GroupBy(Configuration)));
        }
        return groupings.Where(grouping => grouping.Groups.Count is > 1 and <= MostNames);
    }

    private static IEnumerable<int> Varied(ReportModel model, List<ReportTrial> trials)
    {
        var order = model.Importance?.Shares.Parameters.Select(row => row.Parameter).ToList() ?? [];
        return Enumerable.Range(0, model.Parameters.Count)
            .Where(i => model.Parameters[i] is { Varies: true, Name: not ("seed" or "epochs") }
                && !AtMost(1, trials.Where(trial => i < trial.Values.Count).Select(trial => Text(trial.Value(i)))))
            .OrderBy(i => order.IndexOf(model.Parameters[i].Name) is var place and >= 0 ? place : int.MaxValue).ThenBy(i => i);
    }

    /// <summary>Whether they are so few different ones; looks no further than it must.</summary>
    private static bool AtMost(int count, IEnumerable<string> texts) => texts.Distinct().Take(count + 1).Count() <= count;

    private static CurveGrouping ByParameter(
        ILookup<int, ReportCurve> curves, List<ReportTrial> trials, int index, string name, bool isAverage)
    {
        var numbers = trials
            .Where(trial => trial.Value(index) is { IsNumber: true })
            .OrderBy(trial => trial.Value(index)!.Value.AsNumber)
            .ToList();
        string Value(ReportTrial trial) => Text(trial.Value(index));
        var others = trials.Where(trial => trial.Value(index) is not { IsNumber: true }).GroupBy(Value);
        var groups = AtMost(MostValues, numbers.Select(Value)) ? numbers.GroupBy(Value)
            : numbers.Select((trial, i) => (trial, Part: i * Parts / numbers.Count)).GroupBy(item => item.Part, item => item.trial)
                .SelectMany(part => Named(Span(part.Select(trial => trial.Value(index)!.Value.AsNumber).ToList()), part));
        return Make(curves, name, numbers.Count == trials.Count, isAverage, [.. groups, .. others]);
    }

    private static IEnumerable<IGrouping<string, ReportTrial>> Named(string name, IEnumerable<ReportTrial> trials) =>
        trials.GroupBy(_ => name);

    private static string Span(List<double> values) =>
        $"{Figures.Short(values[0], 2)}{Figures.Space}to {Figures.Short(values[^1], 2)}";

    private static string Text(Scalar? value) => ValueText.Of(value, 4);

    private static CurveGrouping Make(
        ILookup<int, ReportCurve> curves, string name, bool ordered, bool isAverage,
        IEnumerable<IGrouping<string, ReportTrial>> groups) =>
        new(name, ordered, isAverage, [.. groups.Select(group => Group(group, curves)).Where(group => group.Trainings > 0)]);

    private static CurveGroup Group(IGrouping<string, ReportTrial> trials, ILookup<int, ReportCurve> curves)
    {
        var all = trials.SelectMany(trial => curves[trial.Number]).ToList();
        return new CurveGroup(trials.Key, [.. trials.Select(trial => trial.Number)], all.Count,
            [.. all.Where(curve => curve.Diverged).Select(curve => curve.Epochs.Count == 0
                ? (0, double.NaN) : (curve.Epochs[^1].Epoch, curve.Epochs[^1].Validation ?? double.NaN))],
            [.. Epochs(all)]);
    }

    /// <summary>
    /// At most a hundred, the last among them. Where trainings have different lengths, a line ends with the last epoch that a fifth of them
    /// reached: the mean of the few that went on is another thing than the group's.
    /// </summary>
    private static IEnumerable<GroupEpoch> Epochs(List<ReportCurve> curves)
    {
        var whole = curves.Where(curve => !curve.Diverged).ToList();
        var lengths = (whole.Count > 0 ? whole : curves).Select(curve => curve.Epochs.Count > 0 ? curve.Epochs[^1].Epoch : 0)
            .OrderDescending().ToList();
        var end = lengths.Count > 0 ? lengths[(lengths.Count - 1) / FewestShare] : 0;
        var values = new SortedDictionary<int, List<double>>();
        foreach (var epoch in curves.SelectMany(curve => curve.Epochs))
        {
            if (epoch.Epoch > end || epoch.Validation is not { } value || !double.IsFinite(value))
                continue;
            if (!values.TryGetValue(epoch.Epoch, out var measured))
                values.Add(epoch.Epoch, measured = []);
            measured.Add(value);
        }
        var epochs = values.Select(pair => Epoch(pair.Key, pair.Value)).ToList();
        var every = (epochs.Count + MostEpochs - 1) / MostEpochs;
        return epochs.Where((_, i) => every <= 1 || (epochs.Count - 1 - i) % every == 0);
    }

    private static GroupEpoch Epoch(int epoch, List<double> values)
    {
        var mean = values.Average();
        var deviation = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : 0;
        return new GroupEpoch(epoch, mean, deviation, values.Count, values.Min(), values.Max());
    }
}
