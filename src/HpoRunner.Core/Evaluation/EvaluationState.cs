namespace HpoRunner.Evaluation;

/// <summary>How a try at an evaluation ended. Diverged is a result and never tried again; failed is not a result.</summary>
internal enum EvaluationState
{
    Completed,
    Diverged,
    Failed,
    Infeasible,
    Stopped,
}
