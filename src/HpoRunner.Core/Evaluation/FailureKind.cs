namespace HpoRunner.Evaluation;

/// <summary>Why a try failed; the core's retries depend on it.</summary>
internal enum FailureKind
{
    /// <summary>The worker died or broke the protocol.</summary>
    Crash,

    /// <summary>The evaluation took longer than allowed.</summary>
    Timeout,

    /// <summary>The coordinator heard nothing from the worker for too long.</summary>
    Silence,

    /// <summary>The trainer said that it failed.</summary>
    Trainer,

    /// <summary>The worker needed more memory than it may have.</summary>
    Memory,
}
