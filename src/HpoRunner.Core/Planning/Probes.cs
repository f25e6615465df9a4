using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Planning;

/// <summary>
/// Times the first fold of the trials that a run would begin with: baseline, points, and what the searcher proposes. It takes about as
/// long as it may: each trial gets a share of the time and is broken off after it, at the end of an epoch; a first epoch is waited for.
/// </summary>
internal sealed class Probes(Experiment experiment, IEvaluator evaluator, TimeProvider time)
{
    private const int MostProbes = 12;
    private const int LeastProbes = 4;

    /// <summary>Looked at for feasible ones.</summary>
    private const int MostProposals = 1000;

    /// <param name="limit">For all of them together; exceeded only while a first epoch takes longer.</param>
    public IReadOnlyList<Probe> Take(TimeSpan limit, CancellationToken cancellation)
    {
        var configurations = Configurations().Take(MostProbes).ToList();
        if (configurations.Count == 0)
            return [];
        // The first epoch of all pays for compilation and for the preparation of the fold.
        Run(0, configurations[0], TimeSpan.Zero, cancellation);
        var began = time.GetTimestamp();
        var probes = new List<Probe>();
        for (var trial = 0; trial < configurations.Count && time.GetElapsedTime(began) is var spent && spent < limit; trial++)
            probes.Add(Run(trial, configurations[trial], (limit - spent) / Math.Max(1, LeastProbes - trial), cancellation));
        return probes;
    }

    private Probe Run(int trial, Configuration configuration, TimeSpan share, CancellationToken cancellation)
    {
        var key = new EvaluationKey(trial, 0, 0);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var began = time.GetTimestamp();
        var (epochs, elapsed) = (0, TimeSpan.Zero);
        try
        {
            var result = evaluator.Evaluate(
                new EvaluationRequest(key, 1, EvaluationSeed.ForRequest(experiment, key), configuration, null), Measured, enough.Token);
            if (result.State is EvaluationState.Completed or EvaluationState.Diverged)
                return new Probe(key, Math.Max(1, result.Epochs), Math.Max(1, result.Epochs), time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Broken off: what was trained is enough.
        }
        cancellation.ThrowIfCancellationRequested();
        return new Probe(key, epochs, EpochsOf(configuration), elapsed);

        void Measured(int epoch, IReadOnlyDictionary<string, double> metrics)
        {
            (epochs, elapsed) = (epoch, time.GetElapsedTime(began));
            if (elapsed >= share)
                enough.Cancel();
        }
    }

    /// <summary>As a run proposes them; what breaks a constraint is never trained.</summary>
    private IEnumerable<Configuration> Configurations()
    {
        var proposals = new Proposals(experiment);
        var taken = new HashSet<Configuration>();
        while (taken.Count < MostProposals && proposals.Next(taken.Count, taken.Contains) is { } proposal)
        {
            taken.Add(proposal.Parameters);
            if (proposal.Infeasible is null)
                yield return proposal.Parameters;
        }
    }

    private static int EpochsOf(Configuration configuration) => Training.TrainerSettings.From(configuration.Values).Epochs;
}
