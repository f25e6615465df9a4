using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// The trials of a report in the order in which people look at them, and the numbers that several charts and tables share. Only
/// completed trials with a finite mean count; the order is the ranking's, or by mean and number where no ranks are given.
/// </summary>
internal sealed class Standings
{
    private const double NearHalfWidths = 10;

    /// <summary>Where the middle of the field is so many times the best, a linear axis would draw all good trials as one line.</summary>
    private const double SpreadRatio = 30;

    public Standings(ReportModel model)
    {
        Model = model;
        Scored = model.Trials
            .Where(trial => trial.State == TrialStatus.Completed && trial.Mean is { } mean && double.IsFinite(mean)).ToList();
        Ranked = Scored.OrderBy(trial => trial.Rank ?? int.MaxValue).ThenBy(trial => Worse(trial.Mean!.Value))
            .ThenBy(trial => trial.Number).ToList();
        RankOf = Ranked.Select((trial, i) => (trial.Number, Rank: i + 1)).ToDictionary(item => item.Number, item => item.Rank);
        Best = Ranked.Count > 0 ? Ranked[0] : null;
        Baseline = Scored.FirstOrDefault(trial => trial.Origin == TrialOrigin.Baseline);
        FoldCount = model.Trials.Select(trial => trial.Folds.Count).DefaultIfEmpty(0).Max();
        Scores = ScoreFormat.For(Scored);
        IsSpread = !model.Metric.Maximize && Best is { Mean: > 0 } first && Ranked[Ranked.Count / 2].Mean > SpreadRatio * first.Mean;
        Footer = string.Join(" · ", new[]
        {
            model.Run.Experiment,
            Figures.Count(model.Trials.Count, "trial") + (FoldCount > 1 ? $" × {FoldCount} {FoldWord}" : ""),
            model.Run.Id,
        }.Where(part => part.Length > 0));
    }

    public ReportModel Model { get; }

    /// <summary>In trial order.</summary>
    public IReadOnlyList<ReportTrial> Scored { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<ReportTrial> Ranked { get; }

    /// <summary>From 1; trials that are not ranked have none.</summary>
    public IReadOnlyDictionary<int, int> RankOf { get; }

    public ReportTrial? Best { get; }

    public ReportTrial? Baseline { get; }

    public int FoldCount { get; }

    public ScoreFormat Scores { get; }

    public string Footer { get; }

    /// <summary>Whether scores lie orders of magnitude apart, as heights on a surface do: then their axes are logarithmic.</summary>
    public bool IsSpread { get; }

    public string MetricName => Model.Metric.Name;

    /// <summary>What the scores of a trial come from.</summary>
    public string FoldWord => Model.Surface is null ? "folds" : "repeats";

    /// <summary>One of them.</summary>
    public string OneFold => Model.Surface is null ? "fold" : "repeat";

    /// <summary>What a dot of a trial stands for.</summary>
    public string MeanName => FoldCount > 1 ? $"Mean {MetricName} over {FoldCount} {FoldWord}" : MetricName;

    /// <summary>
    /// The parameters that vary, by index: the most important first where that is known, else in the order of the experiment file.
    /// </summary>
    public IEnumerable<int> ByImportance
    {
        get
        {
            var order = Model.Importance?.Shares.Parameters.Select(row => row.Parameter).ToList() ?? [];
            return Enumerable.Range(0, Model.Parameters.Count).Where(index => Model.Parameters[index].Varies)
                .OrderBy(index => order.IndexOf(Model.Parameters[index].Name) is var place and >= 0 ? place : int.MaxValue)
                .ThenBy(index => index);
        }
    }

    /// <summary>0 on a surface, where scores are exact and nothing ties but equal ones.</summary>
    public int TiedCount => Model.Surface is null ? Scored.Count(trial => trial.Tied) : 0;

    /// <summary>So many at most, at even distances from the first on: the same in every report.</summary>
    public static IReadOnlyList<T> Sample<T>(IReadOnlyList<T> all, int most) =>
        all.Count <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];

    /// <summary>
    /// The axis over these scores, with a share of the range added on both sides. On a log axis a score of zero, which has no place there,
    /// is left out.
    /// </summary>
    public Scale ScoreScale(IEnumerable<double> scores, double pad)
    {
        if (!IsSpread)
            return MetricScale.Over(MetricName, scores, pad);
        var positive = scores.Where(score => score > 0 && double.IsFinite(score)).ToList();
        if (positive.Count == 0)
            return new LogScale(0.1, 1);
        var margin = Math.Pow(positive.Max() / positive.Min(), pad);
        return new LogScale(positive.Min() / margin, positive.Max() * margin);
    }

    /// <summary>Said behind what is plotted.</summary>
    public string AxisNote => IsSpread ? ", log axis" : "";

    /// <summary>How far the middle of the field is behind the best, in words.</summary>
    public string MiddleLead(double middle) => IsSpread
        ? $"{Figures.Ratio(middle / Best!.Mean!.Value)} times the best"
        : $"{Figures.Short(Math.Abs(Best!.Mean!.Value - middle), 2)} behind";

    /// <summary>Whether a is a better score than b.</summary>
    public bool IsBetter(double a, double b) => Model.Metric.Maximize ? a > b : a < b;

    /// <summary>Whether a is better than b by what the report's digits show: equal ones may differ by the rounding of sums.</summary>
    public bool IsGain(double a, double b) => IsBetter(a, b) && !Scores.IsSame(a, b);

    /// <summary>A score turned so that less is better.</summary>
    public double Worse(double score) => Model.Metric.Maximize ? -score : score;

    /// <summary>
    /// Whether a trial lies within ten half-widths of the best's interval behind it. What draws a row per trial on one axis leaves the
    /// others out: a wreck among few trials would press all that can win into one line.
    /// </summary>
    public bool IsNearBest(ReportTrial trial) => IsWithin(trial, NearHalfWidths);

    /// <summary>Whether a trial lies within so many half-widths of the best's interval behind it; all do without intervals.</summary>
    public bool IsWithin(ReportTrial trial, double halfWidths)
    {
        if (Best is not { Mean: { } best, Low: { } low, High: { } high } || !(high > low))
            return true;
        // The better end may be cut at the best that can be.
        var half = Model.Metric.Maximize ? best - low : high - best;
        return Worse(trial.Mean!.Value) - Worse(best) <= halfWidths * half;
    }

    public int CountOf(TrialStatus state) => Model.Trials.Count(trial => trial.State == state);

    /// <summary>3 diverged, 1 failed: what did not complete, in words; empty when all did.</summary>
    public string Troubles()
    {
        TrialStatus[] states = [TrialStatus.Diverged, TrialStatus.Failed, TrialStatus.Infeasible, TrialStatus.Stopped];
        return string.Join(", ", states.Where(state => CountOf(state) > 0)
            .Select(state => $"{Figures.Whole(CountOf(state))} {Words.Of(state)}"));
    }
}
