namespace HpoRunner.Experiments.Reading;

/// <summary>Measurements on request, and the metrics that tell what a configuration costs.</summary>
internal sealed class MeasurementRulesTests
{
    private const string Metrics = "accuracy, balanced_accuracy, log_loss, f1_macro, roc_auc, rmse, mae, r2, seconds, parameters, "
        + "and train_ before any that judges rows";

    [TestCase("measurements: [gradient_nrom]",
        "2:16: measurements[0]: gradient_nrom is not known; allowed: gradient_norm, weight_norm, activation_spread, update_loss; "
        + "did you mean gradient_norm?")]
    [TestCase("measurements: [weight_norm, weight_norm]", "2:29: measurements[1]: weight_norm is in the list twice")]
    [TestCase(
        "measurements: weight_norm",
        "2:15: measurements: got weight_norm; allowed: a list of gradient_norm, weight_norm, activation_spread, update_loss"
    )]
    [TestCase("metric: train_loss",
        "2:9: metric: train_loss is in every learning curve, and judges no trials, since each loss has its own; "
        + "use log_loss for classes, rmse for numbers")]
    [TestCase("metric: train_seconds", $"2:9: metric: train_seconds is not known; allowed: {Metrics}")]
    [TestCase("metrics: [second]", $"2:11: metrics[0]: second is not known; allowed: {Metrics}; did you mean seconds?")]
    [TestCase("metric: {name: parameters, goal: maximize}",
        "2:34: metric.goal: maximize contradicts parameters, whose goal is minimize; leave goal out")]
    public void Read_WhatCannotBeMeasured_IsRefused(string snippet, string expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(new[] { expected }));

    [Test]
    public void Read_MeasurementsAndCosts_AreKeptForEveryTask([Values("classification", "regression")] string task)
    {
        var experiment = Sample.Sound(
            $"!data: {{file: a.csv, target: y, task: {task}}}\nmetrics: [seconds, parameters]\nmeasurements: [update_loss, gradient_norm]");

        Assert.That(experiment.Metrics, Is.EqualTo(new[] { "seconds", "parameters" }));
        Assert.That(experiment.Measurements, Is.EqualTo(new[] { "update_loss", "gradient_norm" }));
        Assert.That(ExperimentAgainstDataset.Problems(experiment, experiment.Dataset.Kind!.Value), Is.Empty);
        Assert.That(ExperimentDescription.Write(experiment), Does.Contain("update_loss, gradient_norm in every epoch"));
    }
}
