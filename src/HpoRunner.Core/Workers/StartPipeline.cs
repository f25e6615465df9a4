using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace HpoRunner.Workers;

/// <summary>
/// How often and how soon a worker is started again. A start that fails is tried again with growing pauses. When the starts of all workers
/// fail alike, the circuit opens for good, and no worker hammers on.
/// </summary>
internal static class StartPipeline
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>One for all workers of a pool. A start fails by throwing <see cref="WorkerStartException"/>.</summary>
    public static ResiliencePipeline Build(WorkerPoolSettings settings, TimeProvider time)
    {
        var failures = new PredicateBuilder().Handle<WorkerStartException>();
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = failures,
                MaxRetryAttempts = Math.Max(1, settings.StartAttempts - 1),
                BackoffType = DelayBackoffType.Exponential,
                Delay = settings.StartBackoff,
                MaxDelay = LongestPause,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = failures,
                FailureRatio = 1,
                MinimumThroughput = Math.Max(2, settings.StartAttempts),
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = TimeSpan.FromDays(1),
            })
            .Build();
    }
}
