using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

/// <summary>Why a worker must be killed. A hard one gets no chance to say goodbye: it could not hear it.</summary>
internal sealed record WorkerTrouble(FailureKind Kind, string Reason, bool Hard);
