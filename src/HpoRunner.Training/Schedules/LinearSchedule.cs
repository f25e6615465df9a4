namespace HpoRunner.Training.Schedules;

/// <summary>
/// From α in a straight line to a share e of it at t = τ, and constant from there (Goodfellow et al. 2016, equation 8.14, which advises
/// e = 0.01, our default): α (1 − (1 − e) min(t, τ)/τ). PyTorch's LinearLR with end_factor = e and total_iters = τ from start_factor 1.
/// </summary>
internal sealed class LinearSchedule(long tau, double end) : LearningRateSchedule
{
    public const double DefaultEnd = 0.01;

    public override double Factor(long t) => t >= tau ? end : 1 - (1 - end) * t / tau;
}
