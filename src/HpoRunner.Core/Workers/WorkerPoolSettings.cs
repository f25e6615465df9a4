using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>What a pool tells its workers, and its patience with them. Tests shorten the durations.</summary>
internal sealed record WorkerPoolSettings
{
    public required string RunFolder { get; init; }

    /// <summary>The journalled hash of the data; a worker that read others is refused. Null accepts any.</summary>
    public string? DataHash { get; init; }

    public string Version { get; init; } = ProtocolJson.ProgramVersion;

    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A worker that says nothing for so long, or does not begin what it was given, is killed and replaced.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stopped evaluation may take to answer before its worker is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the exit message to SIGTERM when the pool ends.</summary>
    public TimeSpan EndGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From SIGTERM to SIGKILL.</summary>
    public TimeSpan TerminateGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the output of a dead worker is read on, should something else hold its pipe.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often limits are looked at.</summary>
    public TimeSpan TickEvery { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Starts of one worker that may fail in a row; as many among all workers, with no success in a minute, stop them all.
    /// </summary>
    public int StartAttempts { get; init; } = 5;

    /// <summary>Before the second start; doubled each time, 5 s at most.</summary>
    public TimeSpan StartBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A ready worker that lives so long without work counts as started well.</summary>
    public TimeSpan ProvenAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest pause between two measurements of an evaluation, from its first one on; null: any.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Resident bytes above which a worker is killed and its evaluation failed; null: any.</summary>
    public long? Memory { get; init; }

    /// <summary>How often <see cref="Memory"/> is looked at.</summary>
    public TimeSpan MemoryEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Lines on standard output that are no messages, before the worker is killed.</summary>
    public int NoiseLimit { get; init; } = 1000;
}
