using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Schedules;

namespace HpoRunner.Training;

/// <summary>
/// Ends a training when rows that it does not learn from have not improved for some epochs, and goes back to the best weights
/// (Prechelt 1998; Goodfellow, Bengio and Courville 2016, algorithm 7.1). These rows come from the training part, never from those that
/// judge the configuration.
/// <para>
/// An epoch is better when the metric beats the best so far by more than the minimum change; NaN never does. Patience p: the p-th epoch
/// in a row without that is the last. The weights of the best epoch come back also when the epochs run out first.
/// </para>
/// </summary>
internal sealed class EarlyStopping
{
    private readonly MeasurementPlan _plan;
    private readonly bool _maximize;
    private readonly int _patience;
    private readonly double _minDelta;
    private readonly float[] _bestState;
    private double _best = double.NaN;
    private int _waited;

    /// <exception cref="ArgumentException">For a metric that the targets do not have.</exception>
    public EarlyStopping(TrainerSettings settings, Samples watched, Network network)
    {
        string[] names =
            settings.Schedule == ScheduleFactory.Plateau
                ? [settings.EarlyStoppingMetric, MetricTable.Loss]
                : [settings.EarlyStoppingMetric];
        _plan = new MeasurementPlan(names, watched, watched);
        _maximize = MetricTable.Find(settings.EarlyStoppingMetric)!.Goal == MetricGoal.Maximize;
        _patience = settings.EarlyStopping;
        _minDelta = settings.EarlyStoppingMinDelta;
        _bestState = new float[network.StateLength];
    }

    /// <summary>From 1; 0 before the first measurement that is a number.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The loss on the watched rows after the last epoch; NaN unless the schedule needs it.</summary>
    public double WatchedLoss { get; private set; } = double.NaN;

    /// <summary>
    /// After an epoch (from 1): measures, keeps the weights when they are the best so far, and says whether this was the last.
    /// </summary>
    public bool Ends(TrainedNetwork trained, Network network, int epoch)
    {
        var measured = _plan.Measure(trained, null);
        var value = measured[0];
        WatchedLoss = measured.Length > 1 ? measured[1] : double.NaN;
        var gain = _maximize ? value - _best : _best - value;
        if (gain > _minDelta || (double.IsNaN(_best) && !double.IsNaN(value)))
        {
            _best = value;
            _waited = 0;
            BestEpoch = epoch;
            network.SaveState(_bestState);
            return false;
        }
        return ++_waited >= _patience;
    }

    /// <summary>The weights of the best epoch.</summary>
    public void Restore(Network network)
    {
        if (BestEpoch > 0)
            network.LoadState(_bestState);
    }
}
