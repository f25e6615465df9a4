using HpoRunner.Experiments;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Evaluation;

/// <summary>
/// Where an evaluation's random draws come from: the trial's seed; with a parameter named seed, one that depends on its value, the repeat
/// and the fold alone: two trials with the same value start from the same weights and meet the same order and noise.
/// </summary>
internal static class EvaluationSeed
{
    /// <summary>The trial's seed, which goes to the worker with the request: from 0 to 2³¹ − 1.</summary>
    public static int ForRequest(Experiment experiment, EvaluationKey key) =>
        (int)(RandomStream.DeriveSeed((ulong)experiment.Seed, "evaluation", key.Trial, key.Repeat, key.Fold) >> 33);

    /// <summary>What weights, order and noise of an evaluation are drawn from.</summary>
    public static ulong Of(Experiment experiment, EvaluationRequest request) => request.Parameters["seed"] is { } given
        ? RandomStream.DeriveSeed((ulong)experiment.Seed, "seed parameter", (int)given.AsNumber, request.Key.Repeat, request.Key.Fold)
        : (ulong)request.Seed;
}
