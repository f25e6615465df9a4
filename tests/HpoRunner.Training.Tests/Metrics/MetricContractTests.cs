using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Metrics;

/// <summary>What every metric on predictions promises.</summary>
[TestFixtureSource(nameof(Names))]
internal sealed class MetricContractTests(string name)
{
    private const int RowCount = 40;

    private readonly MetricDefinition _definition = MetricTable.Find(name)!;

    private static IEnumerable<string> Names => MetricTable.All.Select(metric => metric.Name).Where(name => name != MetricTable.Loss);

    [Test]
    public void Measure_RightPredictions_IsTheBestThereIs()
    {
        var truth = Truth(RowCount);
        var best = _definition.Goal == MetricGoal.Maximize ? _definition.Max : _definition.Min;

        Assert.That(Measure(Right(truth), truth), Is.EqualTo(best).Within(1e-12));
    }

    [Test]
    public void Measure_AnyPredictions_IsWithinItsBoundsAndWorse()
    {
        var truth = Truth(RowCount);
        for (var seed = 1UL; seed < 20; seed++)
        {
            var value = Measure(Predicted(seed), truth);

            Assert.That(value, Is.InRange(_definition.Min, _definition.Max));
            Assert.That(value, _definition.Goal == MetricGoal.Maximize ? Is.LessThan(_definition.Max) : Is.GreaterThan(_definition.Min));
        }
    }

    [Test]
    public void Measure_RowsInAnotherOrder_IsTheSame()
    {
        var truth = Truth(RowCount);
        var predicted = Predicted(3);
        int[] order = [.. Enumerable.Range(0, RowCount).Select(row => row * 7 % RowCount)];

        Assert.That(
            Measure([.. order.SelectMany(row => predicted[(2 * row)..(2 * row + 2)])], truth.Choose(order)),
            Is.EqualTo(Measure(predicted, truth)).Within(1e-12));
    }

    [Test]
    public void Measure_NoRows_IsNaN() => Assert.That(Measure([], Truth(0)), Is.NaN);

    /// <summary>Two classes, or two targets: rows of both kinds have two predictions.</summary>
    private Samples Truth(int rows) => _definition.ForClassification
        ? new Samples
        {
            Features = [], RowCount = rows, FeatureCount = 0, ClassCount = 2,
            Classes = [.. Enumerable.Range(0, rows).Select(row => row % 3 % 2)],
        }
        : new Samples
        {
            Features = [], RowCount = rows, FeatureCount = 0, TargetCount = 2,
            Targets = Rows.Normals(new RandomStream(1), 2 * rows),
        };

    private static float[] Right(Samples truth) => truth.IsClassification
        ? [.. truth.Classes.SelectMany(label => new[] { 1f - label, label })]
        : truth.Targets;

    private float[] Predicted(ulong seed)
    {
        var draws = Rows.Normals(new RandomStream(seed + 100), 2 * RowCount);
        if (!_definition.ForClassification)
            return draws;
        for (var row = 0; row < RowCount; row++)
        {
            var share = 1 / (1 + MathF.Exp(-draws[2 * row]));
            (draws[2 * row], draws[2 * row + 1]) = (1 - share, share);
        }
        return draws;
    }

    private double Measure(float[] predictions, Samples truth) =>
        MetricFactory.Create(name).Measure(new Predictions(predictions, 2, truth));
}
