namespace HpoRunner.Training.Schedules;

/// <summary>α throughout.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    public override double Factor(long t) => 1;
}
