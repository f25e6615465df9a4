namespace HpoRunner.Training.Schedules;

/// <summary>
/// From α along half a cosine to a share e of it at t = τ, and constant from there (Loshchilov and Hutter 2017, equation 5, without
/// restarts): α (e + (1 − e) · ½(1 + cos(π t/τ))). Default e = 0. PyTorch's CosineAnnealingLR with T_max = τ and eta_min = eα, which
/// rises again after τ. The cosine comes from the C library.
/// </summary>
internal sealed class CosineSchedule(long tau, double end) : LearningRateSchedule
{
    public const double DefaultEnd = 0;

    public override double Factor(long t) => t >= tau ? end : end + (1 - end) * 0.5 * (1 + Math.Cos(Math.PI * t / tau));
}
