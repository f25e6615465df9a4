namespace HpoRunner.Training.Schedules;

/// <summary>α/(1 + decay · t) (Robbins and Monro 1951 ask for such a fall). Default decay 0.1. Keras's InverseTimeDecay with
/// decay_steps = 1, where t counts updates.</summary>
internal sealed class InverseTimeSchedule(double decay) : LearningRateSchedule
{
    public const double DefaultDecay = 0.1;

    public override double Factor(long t) => 1 / (1 + decay * t);
}
