using HpoRunner.Ranking;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>Learning curves of the best trials: validation mean over folds with the folds' range as a band, training dashed.</summary>
internal static class CurveChart
{
    public const int MostTrials = 5;

    private static readonly Paint[] Paints = [Paint.Series1, Paint.Series2, Paint.Series3, Paint.Series4, Paint.Series5];

    public static Chart? Create(Standings standings)
    {
        var curves = MeanCurve.OfTrials(standings.Model.Curves).Where(curve => standings.RankOf.ContainsKey(curve.Trial))
            .Take(MostTrials).ToList();
        if (curves.Count == 0)
            return null;
        var scale = Range(standings, curves, epoch => [epoch.Training, epoch.Low, epoch.High], out var clipped);
        var last = curves.Max(curve => curve.Epochs[^1].Epoch);
        var first = curves.Min(curve => curve.Epochs[0].Epoch);
        var marks = new List<Mark>();
        for (var i = curves.Count - 1; i >= 0; i--)
            marks.Add(new Band(curves[i].Epochs.Select(epoch => ((double)epoch.Epoch, epoch.Low, epoch.High)).ToList(), Paints[i]));
        for (var i = curves.Count - 1; i >= 0; i--)
        {
            var training = curves[i].Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Training)).ToList();
            marks.Add(new Line(training, Paints[i]) { Dashed = true, Width = 1.2, Opacity = 0.8, Number = curves[i].Trial });
        }
        for (var i = curves.Count - 1; i >= 0; i--)
        {
            var validation = curves[i].Epochs.Select(epoch => new ChartPoint(epoch.Epoch, epoch.Validation)).ToList();
            marks.Add(new Line(validation, Paints[i]) { Width = 2.1, Number = curves[i].Trial });
        }
        var measure = standings.Model.CurveMeasure ?? standings.MetricName;
        var diagnoses = curves.Select(curve => Diagnosis(standings, curve.Trial)).ToList();
        var folds = curves.Max(curve => curve.FoldCount);
        return new Chart
        {
            Title = Finding(diagnoses),
            Subtitle = $"Validation {measure} by epoch{(folds > 1 ? ", mean over folds with their range" : "")}; dashed: training; "
                + (curves.Count == 1 ? "the best trial" : $"the {curves.Count} best trials")
                    + (clipped ? "; what lies beyond the axis is cut off" : ""),
            Description = string.Join(" ", curves.Select(curve => Describe(standings, curve, measure))),
            Footer = standings.Footer,
            X = new Axis(new LinearScale(first == last ? first - 1 : first, first == last ? first + 1 : last) { Whole = true }, "epoch"),
            Y = new Axis(scale, measure) { Grid = true },
            Marks = marks,
            EndLabels = curves.Select((curve, i) => (curve, i)).Where(item => double.IsFinite(item.curve.LastValidation))
                .Select(item => new EndLabel(item.curve.LastValidation, $"#{item.curve.Trial}", Paints[item.i])).ToList(),
            Remarks = [.. Remarks(curves, diagnoses)],
            Table = new ChartTable(["trial", "folds", "epochs", "training", "validation", "lowest fold", "highest fold", "shows"],
                [.. curves.Zip(diagnoses, (curve, diagnosis) => Row(standings, curve, diagnosis))]),
        };
    }

    /// <summary>
    /// All values, unless the first epochs are so far off that they would take more than half of the axis: then it holds what is drawn of
    /// each curve's second half, and no more of the worst there than twice what the best nine of ten values take.
    /// </summary>
    /// <param name="drawn">What is drawn of an epoch.</param>
    public static LinearScale Range(
        Standings standings, IReadOnlyList<MeanCurve> curves, Func<MeanEpoch, double[]> drawn, out bool clipped)
    {
        var all = curves.SelectMany(curve => curve.Epochs).SelectMany(drawn).Where(double.IsFinite).ToList();
        var late = curves.SelectMany(curve => curve.Epochs.Skip(curve.Epochs.Count / 2)).SelectMany(drawn).Where(double.IsFinite)
            .OrderBy(value => Worse(standings, value)).ToList();
        clipped = false;
        var measure = standings.Model.CurveMeasure ?? standings.MetricName;
        if (late.Count < 5)
            return MetricScale.Over(measure, all);
        var (best, most) = (Worse(standings, late[0]), Worse(standings, late[(int)(0.9 * (late.Count - 1))]));
        var kept = late.Where(value => Worse(standings, value) <= best + (2 * (most - best))).ToList();
        clipped = kept.Count > 1 && all.Max() - all.Min() > 2 * (kept.Max() - kept.Min());
        return MetricScale.Over(measure, clipped ? kept : all, 0.02);
    }

    private static CurveDiagnosis? Diagnosis(Standings standings, int trial)
    {
        var model = standings.Model;
        return new CurveReading(standings.MetricName, model.Metric.Maximize, model.CurveMeasure, standings.Best?.Mean).Of(
            [.. model.Curves.Where(curve => curve.Trial == trial)],
                standings.Scored.FirstOrDefault(scored => scored.Number == trial)?.StandardError);
    }

    /// <summary>A loss counts down whatever the metric's goal.</summary>
    private static double Worse(Standings standings, double value) => standings.Model.CurveMeasure is null ? standings.Worse(value) : value;

    /// <summary>What most of them show; with it, whether more epochs would help.</summary>
    private static string Finding(IReadOnlyList<CurveDiagnosis?> diagnoses)
    {
        var all = diagnoses.Count == 1 ? "The best trial" : $"The best {diagnoses.Count} trials";
        var most = diagnoses.OfType<CurveDiagnosis>().GroupBy(diagnosis => diagnosis.State)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        if (most is null)
            return $"{all}: too few epochs to see a course";
        var who = diagnoses.Count == 1 ? all
            : most.Count() == diagnoses.Count ? (diagnoses.Count == 2 ? "Both of the best two trials" : $"All of the best {diagnoses.Count} trials")
            : $"{most.Count()} of the best {diagnoses.Count} trials";
        var one = diagnoses.Count == 1 || most.Count() == 1;
        return most.Key switch
        {
            CurveState.StillImproving => $"{who} {(one ? "was" : "were")} still improving when training ended",
            CurveState.Overfitting => $"{who} {(one ? "overfits" : "overfit")}: new rows gain less than the training rows",
            CurveState.Underfitting => $"{who} {(one ? "underfits" : "underfit")}: not even the training rows are learnt",
            CurveState.Diverged => $"{who} diverged",
            _ => $"{who} {(one ? "is" : "are")} well fitted: level at the end, and nothing lost on new rows",
        };
    }

    private static string Describe(Standings standings, MeanCurve curve, string measure) =>
        $"Trial {curve.Trial}: validation {measure} {standings.Scores.Score(curve.Epochs[0].Validation)} after epoch "
        + $"{curve.Epochs[0].Epoch}, "
        + $"{standings.Scores.Score(curve.LastValidation)} after epoch {curve.Epochs[^1].Epoch}.";

    private static IReadOnlyList<string> Row(Standings standings, MeanCurve curve, CurveDiagnosis? diagnosis)
    {
        var last = curve.Epochs[^1];
        return
        [
            $"#{curve.Trial}", Figures.Fixed(curve.FoldCount, 0), Figures.Fixed(last.Epoch, 0), standings.Scores.Score(last.Training),
            standings.Scores.Score(last.Validation), standings.Scores.Score(last.Low), standings.Scores.Score(last.High),
            diagnosis is null ? Figures.Missing : StateWords(diagnosis.State),
        ];
    }

    private static string StateWords(CurveState state) => Words.Of(state).Replace('_', ' ');

    /// <summary>Trials of which the same is to be said together.</summary>
    private static IEnumerable<ChartRemark> Remarks(List<MeanCurve> curves, List<CurveDiagnosis?> diagnoses) =>
        curves.Zip(diagnoses, (curve, diagnosis) => (curve.Trial, Shows: diagnosis)).Where(item => item.Shows is not null)
            .GroupBy(item => item.Shows!).Select(group => new ChartRemark(
                $"{string.Join(", ", group.Select(item => $"#{item.Trial}"))} {StateWords(group.Key.State)}",
                group.Key.Next.Length > 0 ? $"{group.Key.Reason}; try {group.Key.Next}." : $"{group.Key.Reason}."));
}
