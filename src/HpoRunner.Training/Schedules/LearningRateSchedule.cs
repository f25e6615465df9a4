namespace HpoRunner.Training.Schedules;

/// <summary>
/// How the learning rate changes while a network trains, as a factor on the rate α of the settings. Time t counts from 0 at the end of
/// the warm-up, in epochs or in updates (schedule_unit).
/// </summary>
internal abstract class LearningRateSchedule
{
    public abstract double Factor(long t);

    /// <summary>The loss on the monitored rows at the end of an epoch; for schedules that look at it.</summary>
    public virtual void Observe(double loss)
    {
    }
}
