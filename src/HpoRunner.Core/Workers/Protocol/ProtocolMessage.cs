using System.Text.Json.Serialization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Workers.Protocol;

/// <summary>
/// What coordinator and worker say to each other: one JSON object a line, members in camelCase, named by "type". Messages of a type
/// that the reader does not know are ignored, so that newer workers may say more.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HelloMessage), "hello")]
[JsonDerivedType(typeof(EvaluateMessage), "evaluate")]
[JsonDerivedType(typeof(StopMessage), "stop")]
[JsonDerivedType(typeof(ExitMessage), "exit")]
[JsonDerivedType(typeof(HeartbeatMessage), "heartbeat")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(RefusedMessage), "refused")]
[JsonDerivedType(typeof(StartedMessage), "started")]
[JsonDerivedType(typeof(MeasurementMessage), "measurement")]
[JsonDerivedType(typeof(CompletedMessage), "completed")]
[JsonDerivedType(typeof(FailedMessage), "failed")]
internal abstract record ProtocolMessage;

/// <summary>The coordinator's first words. Six heartbeats without a word, and either side takes the other for lost.</summary>
internal sealed record HelloMessage(int Protocol, string Version, string RunFolder, double HeartbeatSeconds) : ProtocolMessage;

/// <param name="TimeoutSeconds">Counted by the coordinator from <see cref="StartedMessage"/>; told for trainers that want to know.</param>
internal sealed record EvaluateMessage(
    EvaluationKey Evaluation, int Attempt, int Seed, Configuration Parameters, double? TimeoutSeconds = null) : ProtocolMessage;

/// <summary>Answered with a <see cref="FailedMessage"/> of kind stopped, or with a result that was faster.</summary>
internal sealed record StopMessage(EvaluationKey Evaluation, int Attempt) : ProtocolMessage;

/// <summary>Stop what you compute, and end.</summary>
internal sealed record ExitMessage : ProtocolMessage
{
    public static ExitMessage Instance { get; } = new();
}

internal sealed record HeartbeatMessage : ProtocolMessage
{
    public static HeartbeatMessage Instance { get; } = new();
}

/// <summary>The worker's first words, after it has read its data.</summary>
internal sealed record ReadyMessage(int Protocol, string Version, int Pid, string Host, string Cwd, string DataHash) : ProtocolMessage;

/// <summary>The worker cannot work for this coordinator, whatever is tried: another version, or data that it cannot read.</summary>
internal sealed record RefusedMessage(int Protocol, string Version, string Message) : ProtocolMessage;

internal sealed record StartedMessage(EvaluationKey Evaluation, int Attempt) : ProtocolMessage;

internal sealed record MeasurementMessage(
    EvaluationKey Evaluation, int Attempt, int Epoch, IReadOnlyDictionary<string, double> Metrics) : ProtocolMessage;

/// <summary>The one message that means success.</summary>
/// <param name="Diverged">Whether the loss left the finite numbers; such a result is never tried again.</param>
/// <param name="Path">A JSON file in the run folder with a result too big for a line; its reader deletes it.</param>
internal sealed record CompletedMessage(
    EvaluationKey Evaluation,
    int Attempt,
    IReadOnlyDictionary<string, double> Metrics,
    int Epochs,
    double Seconds,
    bool Diverged = false,
    string? Path = null) : ProtocolMessage;

/// <summary>Why a worker gives no result.</summary>
internal enum FailedKind
{
    /// <summary>The trainer failed.</summary>
    Trainer,

    /// <summary>The configuration cannot be trained at all; not tried again.</summary>
    Infeasible,

    /// <summary>The coordinator asked for it.</summary>
    Stopped,
}

internal sealed record FailedMessage(
    EvaluationKey Evaluation, int Attempt, FailedKind Kind, string Message, int Epochs = 0, double Seconds = 0) : ProtocolMessage;
