namespace HpoRunner.Training.Schedules;

/// <summary>
/// α · e^(−kt): <see cref="ExponentialSchedule"/> with d = e^(−k). Default k = 0.05. The exponential comes from the C library.
/// </summary>
internal sealed class NaturalExponentialSchedule(double k) : LearningRateSchedule
{
    public const double DefaultDecay = 0.05;

    public override double Factor(long t) => Math.Exp(-k * t);
}
