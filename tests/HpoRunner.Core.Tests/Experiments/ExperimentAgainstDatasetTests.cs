using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Experiments;

internal sealed class ExperimentAgainstDatasetTests
{
    [TestCase(TargetKind.Classification, "accuracy", MetricGoal.Maximize, true)]
    [TestCase(TargetKind.Regression, "rmse", MetricGoal.Minimize, false)]
    public void Complete_NothingGiven_DependsOnTheTask(TargetKind kind, string metric, MetricGoal goal, bool stratify)
    {
        var experiment = ExperimentAgainstDataset.Complete(Sample.Sound("metric: {target: 0.5}"), kind);
        Assert.That(experiment.Metric, Is.EqualTo(new MetricSettings(metric, goal, 0.5)));
        Assert.That(experiment.Validation.Stratify, Is.EqualTo(stratify));
        Assert.That(experiment.Dataset.Kind, Is.EqualTo(kind));
        Assert.That(ExperimentAgainstDataset.Problems(experiment, kind), Is.Empty);
    }

    [Test]
    public void Problems_MetricsOfTheOtherTask_AreToldWithWhatIsAllowed() =>
        Assert.That(
            Problems(Sample.Sound("metric: accuracy\nmetrics: [r2, train_f1_macro]\nvalidation: {stratify: true}"), TargetKind.Regression),
            Is.EqualTo(new[]
            {
                "metric: accuracy does not judge a regression, which the target is; allowed: rmse, mae, r2, seconds, parameters",
                "metrics[1]: train_f1_macro does not judge a regression, which the target is; allowed: rmse, mae, r2, seconds, parameters",
                "validation.stratify: a regression has no classes to keep in proportion; allowed: false",
            }));

    [Test]
    public void Problems_SeveralTargetsOfAClassification_AreRefused() =>
        Assert.That(Problems(Sample.Sound("!data: {file: a.csv, target: [a, b]}"), TargetKind.Classification),
            Is.EqualTo(new[] { "data.target: 2 columns; a classification has one target, only a regression may have several" }));

    private static IEnumerable<string> Problems(Experiment experiment, TargetKind kind) =>
        ExperimentAgainstDataset.Problems(experiment, kind).Select(problem => $"{problem.Path}: {problem.Message}");
}
