namespace HpoRunner.Training.Schedules;

/// <summary>
/// The rate is multiplied by the factor after more than <c>patience</c> epochs in a row whose loss on the monitored rows was not below
/// the best so far by at least one part in 10,000; then the count starts anew. Defaults 10 (schedule_every) and 0.5. PyTorch's
/// ReduceLROnPlateau, whose factor is 0.1 unless given and which leaves out falls of the rate by less than 1e-8. Monitored are the rows
/// that early stopping sets apart, else the training rows as their batches met them. Losses that are not numbers are no improvement. Time
/// is in epochs whatever schedule_unit.
/// </summary>
internal sealed class PlateauSchedule(int patience, double factor) : LearningRateSchedule
{
    private const double LeastImprovement = 1e-4;

    private double _best = double.PositiveInfinity;
    private int _epochsWithout;
    private double _factor = 1;

    public override double Factor(long t) => _factor;

    public override void Observe(double loss)
    {
        if (loss < _best - LeastImprovement * Math.Abs(_best) || (double.IsPositiveInfinity(_best) && double.IsFinite(loss)))
        {
            _best = loss;
            _epochsWithout = 0;
            return;
        }
        if (++_epochsWithout <= patience)
            return;
        _factor *= factor;
        _epochsWithout = 0;
    }
}
