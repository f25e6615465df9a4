namespace HpoRunner.Training.Schedules;

/// <summary>
/// The learning rate of every update of a training: α, times what the batch size asks for, times the warm-up or, after it, the schedule.
/// <list type="bullet">
/// <item>batch_scaling: linear multiplies α by rows/32 (Goyal et al. 2017, whose reference is 256 rows), sqrt by √(rows/32) (Krizhevsky
/// 2014): α is meant for the default batch of 32.</item>
/// <item>warmup_epochs w: over its first w epochs of n updates the rate climbs in a straight line, α (u + 1)/(wn) at update u (Goyal et
/// al. 2017, section 2.2); the schedule's time starts when it ends.</item>
/// </list>
/// </summary>
internal sealed class LearningRatePlan
{
    private const double ReferenceBatch = 32;

    private readonly LearningRateSchedule _schedule;
    private readonly double _rate;
    private readonly int _warmupEpochs;
    private readonly long _updatesPerEpoch;
    private readonly bool _countsUpdates;

    public LearningRatePlan(TrainerSettings settings, int batchSize, int rowCount)
    {
        _updatesPerEpoch = (rowCount + batchSize - 1) / batchSize;
        _warmupEpochs = settings.WarmupEpochs;
        _countsUpdates = settings.ScheduleCountsUpdates;
        var epochs = Math.Max(0, settings.Epochs - _warmupEpochs);
        _schedule = ScheduleFactory.Create(settings, _countsUpdates ? epochs * _updatesPerEpoch : epochs);
        _rate = settings.LearningRate * settings.BatchScaling switch
        {
            "none" => 1,
            "linear" => batchSize / ReferenceBatch,
            "sqrt" => Math.Sqrt(batchSize / ReferenceBatch),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.BatchScaling, "no such scaling"),
        };
    }

    /// <summary>Both count from 0.</summary>
    public double At(int epoch, int batch)
    {
        if (epoch < _warmupEpochs)
            return _rate * (epoch * _updatesPerEpoch + batch + 1) / (_warmupEpochs * _updatesPerEpoch);
        long t = epoch - _warmupEpochs;
        return _rate * _schedule.Factor(_countsUpdates ? t * _updatesPerEpoch + batch : t);
    }

    /// <summary>The loss on the monitored rows, after every epoch.</summary>
    public void Observe(double loss) => _schedule.Observe(loss);
}
