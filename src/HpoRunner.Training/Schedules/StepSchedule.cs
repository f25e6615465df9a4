namespace HpoRunner.Training.Schedules;

/// <summary>
/// α · factor^⌊t/every⌋: every few epochs, or updates, the rate is multiplied by the factor. Defaults 10 and 0.5; PyTorch's StepLR with
/// step_size = every and gamma = factor.
/// </summary>
internal sealed class StepSchedule(int every, double factor) : LearningRateSchedule
{
    public override double Factor(long t) => Power.Of(factor, t / every);
}
