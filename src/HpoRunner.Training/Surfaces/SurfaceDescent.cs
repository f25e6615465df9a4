using HpoRunner.Training.Schedules;

namespace HpoRunner.Training.Surfaces;

/// <summary>
/// A training without data: the optimizers that train networks go down a surface from a start, one update an epoch, with the same
/// schedules and clipping. The same settings and seeds give the same bits.
/// </summary>
public static class SurfaceDescent
{
    /// <summary>Beyond it a coordinate counts as diverged: nothing of any surface is out there, and no step leads back.</summary>
    public const double Edge = 1e6;

    /// <param name="settings">What descends where.</param>
    /// <param name="startSeed">Of the start's displacement (start_spread).</param>
    /// <param name="noiseSeed">Of the gradient's noise, and of optimizers that draw at random.</param>
    /// <param name="onStep">Gets the start and every update.</param>
    /// <param name="cancellation">Looked at before every update.</param>
    public static SurfaceOutcome Run(
        SurfaceSettings settings, ulong startSeed, ulong noiseSeed, Action<SurfaceStep>? onStep, CancellationToken cancellation)
    {
        using var objective = new SurfaceObjective(settings.Surface) { At = settings.StartFrom(startSeed) };
        using var rule = settings.CreateRule(objective, noiseSeed);
        var rates = new LearningRatePlan(settings.Training, batchSize: 1, rowCount: 1);
        var first = Report(0);
        var reached = first.Loss <= settings.Tolerance ? 0 : settings.Training.Epochs + 1;
        var last = first;
        for (var update = 1; update <= settings.Training.Epochs; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            rule.Update(rates.At(update - 1, 0));
            last = Report(update);
            if (!double.IsFinite(last.Loss) || !(Math.Max(Math.Abs(last.At.X), Math.Abs(last.At.Y)) <= Edge))
                return new SurfaceOutcome(true, update, last.At, Metrics(double.NaN, double.NaN, double.NaN));
            rates.Observe(last.Loss);
            if (last.Loss <= settings.Tolerance)
                reached = Math.Min(reached, update);
        }
        return new SurfaceOutcome(false, settings.Training.Epochs, last.At, Metrics(last.Loss, last.Distance, reached));

        SurfaceStep Report(int update)
        {
            var step = new SurfaceStep(update, objective.At, objective.Measure(), settings.Surface.DistanceToMinimum(objective.At));
            onStep?.Invoke(step);
            return step;
        }
    }

    private static Dictionary<string, double> Metrics(double loss, double distance, double steps) => new()
    {
        [SurfaceMetrics.Loss] = loss, [SurfaceMetrics.Distance] = distance, [SurfaceMetrics.Steps] = steps,
    };
}
