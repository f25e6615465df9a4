using HpoRunner.Evaluation;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Simulation;

/// <summary>What a simulated night does to its workers, and how long things take. All draws come from one seeded stream.</summary>
internal sealed record Weather
{
    /// <summary>Chance that a try ends with the death of its worker, at most <see cref="MostAccidents"/> times per evaluation.</summary>
    public double Deaths { get; init; }

    /// <summary>Chance that a try hangs until its timeout, counted with the deaths.</summary>
    public double Hangs { get; init; }

    /// <summary>Chance that a try hangs for ever, where no timeout ends it.</summary>
    public double EndlessHangs { get; init; }

    /// <summary>Chance that an answer comes twice, or comes again from a worker that is dead.</summary>
    public double Echoes { get; init; }

    /// <summary>Chance that a worker is dead when something is dispatched to it.</summary>
    public double Refusals { get; init; }

    /// <summary>So that a retry always remains: more would turn accidents into failures, and the table would differ.</summary>
    public int MostAccidents { get; init; } = 2;

    /// <summary>Evaluations that kill their worker at every try; a pure function of the evaluation.</summary>
    public Func<EvaluationKey, bool> IsPoison { get; init; } = _ => false;

    public Func<RandomStream, EvaluationKey, TimeSpan> Duration { get; init; } =
        (random, _) => TimeSpan.FromSeconds(0.05 + (4 * random.NextDouble()));

    public static Weather Calm { get; } = new();
}
