using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Which descents the report draws over the surface: of every value of the parameter that tells them apart the best trial, eight values
/// at most. That parameter is the optimizer if it is searched, else the first that is a choice; with neither, the best trials by their
/// numbers. A trial's path is its first repeat's, as the journal has it.
/// </summary>
internal static class SurfacePaths
{
    public const int Most = 8;

    /// <param name="results">The run.</param>
    /// <param name="curves">The first repeat's measurements by trial.</param>
    public static ReportSurface? Of(RunResults results, IReadOnlyDictionary<int, Curve> curves)
    {
        var experiment = results.State.Experiment;
        if (experiment.Surface is not { } name)
            return null;
        var condition = (results.Best?.Parameters ?? experiment.Baseline)["condition"];
        var ranks = results.Ranking.Trials.ToDictionary(trial => trial.Trial, trial => trial.Rank);
        // Paths over another surface than the one that is drawn would be wrong.
        var trials = results.State.Trials.Where(trial => curves.ContainsKey(trial.Number) && trial.Parameters["condition"] == condition)
            .OrderBy(trial => ranks.GetValueOrDefault(trial.Number, int.MaxValue)).ThenBy(trial => trial.Number).ToList();
        var searched = experiment.Searched.ToList();
        var varied =
            searched.FirstOrDefault(parameter => parameter.Name == "optimizer")
            ?? searched.FirstOrDefault(parameter => parameter.Domain is ChoiceDomain);
        var chosen = varied is null ? trials : trials.DistinctBy(trial => trial.Parameters[varied.Name]);
        return new ReportSurface(name, condition?.AsNumber ?? SurfaceFactory.DefaultCondition(name) ?? 1, varied?.Name,
            [.. chosen.Take(Most).Select(trial => PathOf(experiment, trial, varied?.Name, curves[trial.Number]))]);
    }

    private static ReportPath PathOf(Experiment experiment, TrialState trial, string? varied, Curve curve)
    {
        var value = varied is null ? null : trial.Parameters[varied];
        var label = value is null ? $"#{trial.Number}" : varied == "optimizer" ? value.Value.ToString() : $"{varied} {value}";
        var start = SurfaceEvaluator.StartOf(experiment, trial.Parameters, repeat: 0);
        var columns = new[] { SurfaceEvaluator.X, SurfaceEvaluator.Y, SurfaceMetrics.Loss, SurfaceMetrics.Distance }
            .Select(metric => curve.Metrics.ToList().IndexOf(metric)).ToArray();
        double At(int column, int i) => columns[column] < 0 ? double.NaN : curve.Values[columns[column]][i];
        var surface = SurfaceFactory.Create(
            experiment.Surface!,
            trial.Parameters["condition"]?.AsNumber ?? SurfaceFactory.DefaultCondition(experiment.Surface!) ?? 1);
        var steps = curve
            .Epochs.Select((update, i) => new SurfaceStep(update, new SurfacePoint(At(0, i), At(1, i)), At(2, i), At(3, i)))
            .Prepend(new SurfaceStep(0, start, surface.Value(start), surface.DistanceToMinimum(start)));
        return new ReportPath(trial.Number, label, trial.Status == TrialStatus.Diverged, [.. steps]);
    }
}
