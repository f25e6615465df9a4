using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// The trials of a report in the order in which people look at them, and the numbers that several charts and tables share. Only
/// completed trials with a finite mean count; the order is the ranking's, or by mean and number where no ranks are given.
/// </summary>
internal sealed class Standings
{
    public Standings(ReportModel model)
    {
        Model = model;
        Scored = model.Trials.Where(trial => trial.State == ReportState.Completed && trial.Mean is { } mean && double.IsFinite(mean)).ToList();
        Ranked = Scored.OrderBy(trial => trial.Rank ?? int.MaxValue).ThenBy(trial => Worse(trial.Mean!.Value)).ThenBy(trial => trial.Number).ToList();
        Best = Ranked.Count > 0 ? Ranked[0] : null;
        Baseline = Scored.FirstOrDefault(trial => trial.Origin == ReportOrigin.Baseline);
        FoldCount = model.Trials.Select(trial => trial.Folds.Count).DefaultIfEmpty(0).Max();
        Scores = ScoreFormat.For(Scored);
        Footer = string.Join(" · ", new[]
        {
            model.Run.Experiment,
            Figures.Count(model.Trials.Count, "trial") + (FoldCount > 1 ? $" × {FoldCount} folds" : ""),
            model.Run.Id,
        }.Where(part => part.Length > 0));
    }

    public ReportModel Model { get; }

    /// <summary>In trial order.</summary>
    public IReadOnlyList<ReportTrial> Scored { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<ReportTrial> Ranked { get; }

    public ReportTrial? Best { get; }

    public ReportTrial? Baseline { get; }

    public int FoldCount { get; }

    public ScoreFormat Scores { get; }

    public string Footer { get; }

    public string MetricName => Model.Metric.Name;

    /// <summary>What a dot of a trial stands for.</summary>
    public string MeanName => FoldCount > 1 ? $"Mean {MetricName} over {FoldCount} folds" : MetricName;

    public int TiedCount => Scored.Count(trial => trial.Tied);

    /// <summary>Whether a is a better score than b.</summary>
    public bool IsBetter(double a, double b) => Model.Metric.Maximize ? a > b : a < b;

    /// <summary>A score turned so that less is better.</summary>
    public double Worse(double score) => Model.Metric.Maximize ? -score : score;

    public int CountOf(ReportState state) => Model.Trials.Count(trial => trial.State == state);

    /// <summary>3 diverged, 1 failed: what did not complete, in words; empty when all did.</summary>
    public string Troubles()
    {
        ReportState[] states = [ReportState.Diverged, ReportState.Failed, ReportState.Infeasible, ReportState.Stopped];
        return string.Join(", ", states.Where(state => CountOf(state) > 0).Select(state => $"{Figures.Whole(CountOf(state))} {StateWord(state)}"));
    }

    public static string StateWord(ReportState state) => state switch
    {
        ReportState.Completed => "completed",
        ReportState.Diverged => "diverged",
        ReportState.Failed => "failed",
        ReportState.Infeasible => "infeasible",
        ReportState.Stopped => "stopped",
        ReportState.Running => "running",
        ReportState.Pending => "pending",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state"),
    };
}
