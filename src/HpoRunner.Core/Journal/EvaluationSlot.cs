using HpoRunner.Evaluation;

namespace HpoRunner.Journal;

/// <summary>What the journal says of one evaluation so far: the tries, and the result that counts.</summary>
internal sealed class EvaluationSlot
{
    /// <summary>The highest attempt number given out; 0 before the first.</summary>
    public int Attempts { get; private set; }

    /// <summary>Tries that count against the retries: crashes and timeouts, not evaluations that were merely interrupted.</summary>
    public int ChargedFailures { get; private set; }

    /// <summary>Started and not yet ended, as far as the journal knows; after a crash of the coordinator, nothing is running.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Completed, diverged, infeasible, or failed for good; null while more is to come.</summary>
    public EvaluationState? Outcome { get; private set; }

    public IReadOnlyDictionary<string, double> Metrics { get; private set; } = NoMetrics;

    public int Epochs { get; private set; }

    public double Seconds { get; private set; }

    public DateTimeOffset EndedAt { get; private set; }

    public FailureKind? FailureKind { get; private set; }

    public string? Message { get; private set; }

    public FinalFit? FinalFit { get; private set; }

    private static IReadOnlyDictionary<string, double> NoMetrics { get; } = new Dictionary<string, double>();

    /// <summary>One that is done.</summary>
    public static EvaluationSlot Completed(
        int attempts, int chargedFailures, IReadOnlyDictionary<string, double> metrics, int epochs, double seconds,
        DateTimeOffset endedAt) =>
        new()
        {
            Attempts = attempts,
            ChargedFailures = chargedFailures,
            Outcome = EvaluationState.Completed,
            Metrics = metrics,
            Epochs = epochs,
            Seconds = seconds,
            EndedAt = endedAt,
        };

    internal void Start(int attempt)
    {
        Attempts = Math.Max(Attempts, attempt);
        IsRunning = true;
    }

    internal void End(EvaluationEnded ended, DateTimeOffset at)
    {
        // Only the newest attempt counts, and only once: a late answer changes nothing.
        if (ended.Attempt != Attempts || Outcome is not null)
            return;
        IsRunning = false;
        EndedAt = at;
        var result = ended.Result;
        if (result.State is EvaluationState.Failed)
            ChargedFailures++;
        if (ended.Retry || result.State is EvaluationState.Stopped)
            return;
        Outcome = result.State;
        Metrics = result.Metrics;
        Epochs = result.Epochs;
        Seconds = result.Seconds;
        FailureKind = result.Kind;
        Message = result.Message;
        FinalFit = result.FinalFit;
    }

    /// <summary>Failed for good, and yet to be tried again.</summary>
    internal void Reopen() => (Outcome, ChargedFailures, FailureKind, Message) = (null, 0, null, null);

    /// <summary>A new coordinator: what ran when the last one ended is not running any more.</summary>
    internal void Interrupt() => IsRunning = false;
}
