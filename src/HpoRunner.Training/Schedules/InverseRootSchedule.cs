namespace HpoRunner.Training.Schedules;

/// <summary>
/// α · d/√t with t counted from 1, so that the first rate is αd. Default d = 1. scikit-learn's learning_rate="invscaling" with
/// power_t = 0.5 has the same form and another t: 1 + the rows seen so far, looked at after every epoch.
/// </summary>
internal sealed class InverseRootSchedule(double d) : LearningRateSchedule
{
    public const double DefaultDecay = 1;

    public override double Factor(long t) => d / Math.Sqrt(t + 1);
}
