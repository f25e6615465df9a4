using System.Diagnostics;
using HpoRunner.Experiments;
using HpoRunner.Training.Numerics;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Evaluation;

/// <summary>
/// Evaluates by going down a surface. The starts depend on the repeat alone, so all trials meet the same ones; noise and random draws are
/// each trial's own. Where the descent was is measured, too (x and y): the path in the report is what the journal holds, not what a later
/// version would compute.
/// </summary>
internal sealed class SurfaceEvaluator(Experiment experiment) : IEvaluator
{
    public const string X = "x";
    public const string Y = "y";

    /// <summary>
    /// Measurements of one evaluation, about: the first half of them one after the other, where paths turn, then evenly spread.
    /// </summary>
    private const int MostMeasurements = 100;

    private readonly IReadOnlyList<string> _metrics =
    [
        .. experiment.Metrics.Prepend(experiment.Metric.Name ?? SurfaceMetrics.Loss).Distinct(),
    ];

    public string DataHash => "";

    /// <summary>Where a repeat of a configuration starts.</summary>
    public static SurfacePoint StartOf(Experiment experiment, Configuration parameters, int repeat) =>
        SurfaceSettings.From(experiment.Surface!, parameters.Values).StartFrom(StartSeed(experiment, repeat));

    public EvaluationResult Evaluate(
        EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var settings = SurfaceSettings.From(experiment.Surface!, request.Parameters.Values);
        var last = default(SurfaceStep);
        var outcome = SurfaceDescent.Run(
            settings, StartSeed(experiment, request.Key.Repeat), EvaluationSeed.Of(experiment, request), OnStep, cancellation);
        if (outcome.Diverged && !IsMeasured(last.Update, settings.Training.Epochs))
            Measure(last);
        return new EvaluationResult(
            outcome.Diverged ? EvaluationState.Diverged : EvaluationState.Completed,
            _metrics.ToDictionary(name => name, name => outcome.Metrics[name]),
            outcome.Updates,
            Stopwatch.GetElapsedTime(started).TotalSeconds);

        void OnStep(SurfaceStep step)
        {
            last = step;
            if (IsMeasured(step.Update, settings.Training.Epochs))
                Measure(step);
        }

        void Measure(SurfaceStep step) => measured(step.Update, new Dictionary<string, double>
        {
            [SurfaceMetrics.Loss] = step.Loss, [SurfaceMetrics.Distance] = step.Distance, [X] = step.At.X, [Y] = step.At.Y,
        });
    }

    /// <summary>Not the start, which is no update; the last one always.</summary>
    internal static bool IsMeasured(int update, int updates)
    {
        const int Half = MostMeasurements / 2;
        var every = Math.Max(1, (updates - 1) / Half);
        return update >= 1 && (update <= Half || update == updates || (updates - update) % every == 0);
    }

    private static ulong StartSeed(Experiment experiment, int repeat) => RandomStream.DeriveSeed((ulong)experiment.Seed, "start", repeat);
}
