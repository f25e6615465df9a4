namespace HpoRunner.Training.Schedules;

/// <summary>α in every epoch.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    public override double Factor(int epoch) => 1;
}
