using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Initializers;

[TestFixture]
internal sealed class InitializerTests
{
    private const int Inputs = 300;
    private const int Outputs = 200;

    // Variances by hand: 2/(300+200), 2/300, 0.05², 0.1²/12; limits √(3·variance); fourth moments of the normal 3σ⁴, of the uniform 1.8σ⁴.
    [TestCase("glorot_uniform", 0.004, 1.8)]
    [TestCase("glorot_normal", 0.004, 3)]
    [TestCase("he_uniform", 2.0 / 300, 1.8)]
    [TestCase("he_normal", 2.0 / 300, 3)]
    [TestCase("normal", 0.0025, 3)]
    [TestCase("uniform", 0.01 / 12, 1.8)]
    public void Fill_ManyWeights_HasTheMomentsOfItsDistribution(string name, double variance, double kurtosis)
    {
        var weights = Fill(name, Inputs, Outputs);

        // 60,000 draws: standard errors are 0.4 % of σ and 0.6 % of σ².
        Assert.That(weights.Average(), Is.EqualTo(0).Within(0.016 * Math.Sqrt(variance)));
        Assert.That(weights.Average(w => (double)w * w), Is.EqualTo(variance).Within(0.025 * variance));
        Assert.That(weights.Average(w => Math.Pow(w, 4)) / (variance * variance), Is.EqualTo(kurtosis).Within(0.05 * kurtosis));
        if (kurtosis < 2)
            Assert.That(weights.Max(Math.Abs) / Math.Sqrt(3 * variance), Is.InRange(0.999, 1.0000001));
    }

    [Test]
    public void Fill_Zeros_IsZero() => Assert.That(Fill("zeros", 4, 5), Is.All.Zero);

    [TestCase(5, 9)]
    [TestCase(9, 5)]
    [TestCase(64, 64)]
    [TestCase(1, 3)]
    [TestCase(3, 1)]
    public void Fill_Orthogonal_HasOrthonormalRowsOrColumns(int inputs, int outputs)
    {
        var weights = Fill("orthogonal", inputs, outputs);
        var count = Math.Min(inputs, outputs);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var product = inputs <= outputs
                    ? Enumerable.Range(0, outputs).Sum(k => (double)weights[i * outputs + k] * weights[j * outputs + k])
                    : Enumerable.Range(0, inputs).Sum(k => (double)weights[k * outputs + i] * weights[k * outputs + j]);
                Assert.That(product, Is.EqualTo(i == j ? 1 : 0).Within(1e-6));
            }
        }
    }

    [Test]
    public void Fill_SameSeed_GivesTheSameWeightsAndAnotherSeedOthers([ValueSource(typeof(InitializerFactory), nameof(InitializerFactory.Names))] string name)
    {
        var first = Fill(name, 6, 7);

        Assert.That(Fill(name, 6, 7), Is.EqualTo(first));
        if (name is not ("zeros" or "identity"))
            Assert.That(Fill(name, 6, 7, seed: 2), Is.Not.EqualTo(first));
    }

    private static float[] Fill(string name, int inputs, int outputs, ulong seed = 1)
    {
        var weights = new float[inputs * outputs];
        InitializerFactory.Create(name).Fill(weights, inputs, outputs, new RandomStream(seed));
        return weights;
    }
}
