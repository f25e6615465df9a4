namespace HpoRunner.Training.Schedules;

/// <summary>How the learning rate changes while a network trains: a pure function of the epoch.</summary>
internal abstract class LearningRateSchedule
{
    /// <summary>What the learning rate α of the settings is multiplied by; epochs count from 0.</summary>
    public abstract double Factor(int epoch);
}
