using HpoRunner.Training.Metrics;

namespace HpoRunner.Experiments;

internal sealed class MetricSettingsTests
{
    [TestCase(MetricGoal.Maximize, 0.9, 0.8, true)]
    [TestCase(MetricGoal.Maximize, 0.8, 0.8, false)]
    [TestCase(MetricGoal.Minimize, 0.8, 0.9, true)]
    [TestCase(MetricGoal.Minimize, 0.9, 0.8, false)]
    public void IsBetter_OfTwoMeans_FollowsTheGoal(MetricGoal goal, double mean, double than, bool isBetter) =>
        Assert.That(new MetricSettings("m", goal, null).IsBetter(mean, than), Is.EqualTo(isBetter));

    [TestCase(MetricGoal.Maximize, 0.9, true)]
    [TestCase(MetricGoal.Maximize, 0.89, false)]
    [TestCase(MetricGoal.Minimize, 0.9, true)]
    [TestCase(MetricGoal.Minimize, 0.91, false)]
    [TestCase(MetricGoal.Minimize, double.NaN, false)]
    public void IsReachedBy_ATargetOfNineTenths_TakesWhatEqualsIt(MetricGoal goal, double mean, bool isReached) =>
        Assert.That(new MetricSettings("m", goal, 0.9).IsReachedBy(mean), Is.EqualTo(isReached));

    [Test]
    public void IsReachedBy_WithoutTarget_IsNever() =>
        Assert.That(new MetricSettings("m", MetricGoal.Maximize, null).IsReachedBy(double.PositiveInfinity), Is.False);
}
