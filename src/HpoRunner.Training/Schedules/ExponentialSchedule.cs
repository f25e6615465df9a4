namespace HpoRunner.Training.Schedules;

/// <summary>α · dᵗ, d in (0, 1]. Default d = 0.95. PyTorch's ExponentialLR with gamma = d.</summary>
internal sealed class ExponentialSchedule(double d) : LearningRateSchedule
{
    public const double DefaultDecay = 0.95;

    public override double Factor(long t) => Power.Of(d, t);
}
