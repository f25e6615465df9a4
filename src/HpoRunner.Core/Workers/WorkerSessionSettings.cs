using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

/// <summary>Durations of a session, which tests shorten.</summary>
internal sealed record WorkerSessionSettings
{
    /// <summary>What this worker says it is; the coordinator must be the same.</summary>
    public string Version { get; init; } = ProtocolJson.ProgramVersion;

    /// <summary>How long the coordinator may take to say hello.</summary>
    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long messages that may wait do so at most.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long a cancelled evaluation may take to look up; then the session returns without it.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Called when the session begins to end, to arm what ends the process for certain (<see cref="OwnSession.EndWithin"/>).
    /// </summary>
    public Action<TimeSpan>? EndWithin { get; init; }

    /// <summary>Where a failed evaluation's full exception goes.</summary>
    public Action<string>? Log { get; init; }
}
