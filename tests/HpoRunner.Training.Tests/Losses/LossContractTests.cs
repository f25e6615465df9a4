using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Losses;

/// <summary>What every loss promises on classes.</summary>
[TestFixtureSource(nameof(Names))]
internal sealed class LossContractTests(string name)
{
    private static readonly float[][] Outputs = [[1, 2.5f, 3], [0, 0.25f, 0], [-1, 5, 2.5f], [10, -10, 0.5f]];
    private static readonly int[] Labels = [2, 0, 2, 1];
    private static readonly float[] Weights = [0.5f, 2, 1.25f];

    private static IEnumerable<string> Names => LossFactory.Names.Where(name => name != LossFactory.Automatic);

    [Test]
    public void Differentiate_AnyBatch_AgreesWithCentralDifferences([Values] bool weighted, [Values(0, 0.2)] double smoothing)
    {
        const float Step = 1e-2f;
        using var loss = Create(3, weighted ? Weights : null, smoothing);
        var (_, gradients) = LossBatch.Differentiate(loss, Outputs, Labels);
        for (var row = 0; row < 4; row++)
        for (var i = 0; i < 3; i++)
        {
            double At(float shift)
            {
                float[][] moved = [.. Outputs.Select(outputs => outputs.ToArray())];
                moved[row][i] += shift;
                return LossBatch.Measure(loss, moved, Labels);
            }

            // The gradient is the mean's over four rows, the measure their sum.
            Assert.That(gradients[3 * row + i], Is.EqualTo((At(Step) - At(-Step)) / (2 * Step) / 4).Within(2e-4), $"row {row}, output {i}");
        }
    }

    [Test]
    public void Differentiate_Weighted_MultipliesRowByRow()
    {
        using var plain = Create(3, null);
        using var weighted = Create(3, Weights);
        for (var row = 0; row < 4; row++)
        {
            var (sum, gradients) = LossBatch.Differentiate(plain, [Outputs[row]], [Labels[row]]);
            var (weightedSum, weightedGradients) = LossBatch.Differentiate(weighted, [Outputs[row]], [Labels[row]]);

            Assert.That(weightedSum, Is.EqualTo(sum * Weights[Labels[row]]).Within(1e-5));
            Assert.That(weightedGradients, Is.EqualTo(gradients.Select(slope => slope * Weights[Labels[row]])).Within(1e-6));
        }
    }

    [Test]
    public void Differentiate_ABatchOfOne_HasTheRowsWholeGradient()
    {
        using var loss = Create(3, null);
        var (all, together) = LossBatch.Differentiate(loss, Outputs, Labels);
        var sum = 0.0;
        for (var row = 0; row < 4; row++)
        {
            var (one, gradients) = LossBatch.Differentiate(loss, [Outputs[row]], [Labels[row]]);
            sum += one;
            Assert.That(gradients.Select(slope => slope / 4), Is.EqualTo(together[(3 * row)..(3 * row + 3)]).Within(1e-6));
        }
        Assert.That(sum, Is.EqualTo(all).Within(1e-5));
    }

    [Test]
    public void Differentiate_OutputsOfTenThousand_StaysFinite()
    {
        using var loss = Create(3, null);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[1e4f, -1e4f, 0], [1e4f, -1e4f, 0]], [0, 1]);

        Assert.That(double.IsFinite(sum) && sum > 5e3);
        Assert.That(gradients.All(float.IsFinite));
    }

    [Test]
    public void Measure_OutputsThatAreNotFinite_IsNot([Values(float.NaN, float.PositiveInfinity)] float bad)
    {
        using var loss = Create(3, null);

        Assert.That(double.IsFinite(LossBatch.Measure(loss, [[1, bad, 2]], [0])), Is.False);
    }

    [Test]
    public void Measure_OneClass_IsNeverNegative()
    {
        using var loss = Create(1, null);

        Assert.That(LossBatch.Measure(loss, [[-3], [5], [0]], [0, 0, 0]), Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Predict_AnyOutputs_GivesSharesThatKeepTheOrder()
    {
        using var loss = Create(3, null);
        using var outputs = LossBatch.Matrix([[0.1f, 0.7f, 0.3f], [-1e4f, -1e4f, -1e4f]]);
        var predictions = new float[6];

        loss.Predict(outputs, 2, predictions);

        Assert.That(predictions[1], Is.GreaterThan(predictions[2]).And.LessThan(1));
        Assert.That(predictions[2], Is.GreaterThan(predictions[0]));
        Assert.That(predictions[..3].Sum(), Is.EqualTo(1).Within(1e-6));
        Assert.That(predictions[3..], Is.All.EqualTo(1f / 3).Within(1e-6));
    }

    private Loss Create(int classCount, float[]? weights, double smoothing = 0) => LossFactory.Create(
        Rows.Settings(("loss", name), ("label_smoothing", smoothing)),
        new Samples { Features = [], RowCount = 0, FeatureCount = 1, ClassCount = classCount, ClassWeights = weights });
}
