namespace HpoRunner.Training.Metrics;

/// <summary>From a metric's name, without prefix, to the metric; the loss is measured by the network itself.</summary>
internal static class MetricFactory
{
    public static Metric Create(string name) => name switch
    {
        "accuracy" => new Accuracy(),
        "balanced_accuracy" => new BalancedAccuracy(),
        "roc_auc" => new AreaUnderCurve(),
        "mae" => new MeanAbsoluteError(),
        "log_loss" => new LogLoss(),
        "f1_macro" => new MacroF1(),
        "rmse" => new RootMeanSquaredError(),
        "r2" => new RSquared(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such metric"),
    };
}
