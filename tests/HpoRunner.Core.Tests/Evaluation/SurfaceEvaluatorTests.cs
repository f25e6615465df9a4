using HpoRunner.Experiments;

namespace HpoRunner.Evaluation;

internal sealed class SurfaceEvaluatorTests
{
    [Test]
    public void Evaluate_Descent_GivesItsMetricsAndItsPath()
    {
        var measured = new List<(int Update, IReadOnlyDictionary<string, double> Values)>();
        var experiment = Read(
            "trainer: {surface: quadratic}\nmetrics: [distance]\nparameters: {optimizer: sgd, learning_rate: 0.05, epochs: 5}");
        var result = new SurfaceEvaluator(experiment)
            .Evaluate(Request(experiment, 0, 0), (update, values) => measured.Add((update, values)), default);
        Assert.That(result.State, Is.EqualTo(EvaluationState.Completed));
        Assert.That(result.Metrics.Keys, Is.EqualTo(new[] { "loss", "distance" }));
        Assert.That(result.Epochs, Is.EqualTo(5));
        Assert.That(measured.Select(row => row.Update), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        // -4 · 0.95⁵, as in the trainer's tests.
        Assert.That(measured[^1].Values["x"], Is.EqualTo(-3.095123767852783).Within(1e-6));
        Assert.That(measured[^1].Values["loss"], Is.EqualTo(result.Metrics["loss"]));
    }

    [Test]
    public void Evaluate_Diverged_IsAResultWithItsLastPoint()
    {
        var last = 0;
        var experiment = Read("trainer: {surface: quadratic}\nparameters: {optimizer: sgd, learning_rate: 3, epochs: 10000}");
        var result = new SurfaceEvaluator(experiment).Evaluate(Request(experiment, 0, 0), (update, _) => last = update, default);
        Assert.That(result.State, Is.EqualTo(EvaluationState.Diverged));
        Assert.That(last, Is.EqualTo(result.Epochs).And.LessThan(10000));
    }

    [Test]
    public void StartOf_Repeats_DifferAndAreTheSameForAllTrials()
    {
        var experiment = Read(
            "trainer: {surface: ravine}\nvalidation: {repeats: 3}\nparameters: {start_spread: 0.2, learning_rate: [0.1, 0.2]}");
        var starts = Enumerable.Range(0, 3).Select(repeat => SurfaceEvaluator.StartOf(experiment, experiment.Baseline, repeat)).ToList();
        Assert.That(starts, Is.Unique);
        var first = new List<double>();
        foreach (var trial in (int[])[1, 2])
            new SurfaceEvaluator(experiment).Evaluate(
                Request(experiment, trial, 1),
                (update, values) => first.AddRange(update == 1 ? [values["x"]] : []),
                default);
        Assert.That(first[0], Is.EqualTo(first[1]), "the same start and, without noise, the same step");
    }

    [TestCase(5, 5)]
    [TestCase(100, 100)]
    [TestCase(1000, 98)]
    [TestCase(100_000, 100)]
    public void IsMeasured_ManyUpdates_StaysBoundedAndHoldsTheLast(int updates, int count)
    {
        var measured = Enumerable.Range(1, updates).Where(update => SurfaceEvaluator.IsMeasured(update, updates)).ToList();
        Assert.That(measured, Has.Count.EqualTo(count).Within(3));
        Assert.That(measured[^1], Is.EqualTo(updates));
        Assert.That(measured.Take(Math.Min(50, updates)), Is.EqualTo(Enumerable.Range(1, Math.Min(50, updates))));
    }

    private static EvaluationRequest Request(Experiment experiment, int trial, int repeat) =>
        new(new EvaluationKey(trial, repeat, 0), 1, 7, experiment.Baseline, null);

    private static Experiment Read(string text) => PreparedExperiment.Read(Sample.Sound("!" + text)).Experiment;
}
