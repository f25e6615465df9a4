using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Initializers;

[TestFixture]
internal sealed class InitializerTests
{
    private const int Inputs = 300;
    private const int Outputs = 200;

    // Variances by hand: 2/(300+200), 2/300, 1/300, 1/900, 0.05², 0.1²/12; limits √(3·variance); fourth moments of the normal 3σ⁴, of the
    // uniform 1.8σ⁴. Cut at ±2: scipy.stats.truncnorm(-2, 2).stats("vk") is 0.7737413 and −0.6344632 above the normal's 3.
    [TestCase("glorot_uniform", 0.004, 1.8)]
    [TestCase("glorot_normal", 0.004, 3)]
    [TestCase("he_uniform", 2.0 / 300, 1.8)]
    [TestCase("he_normal", 2.0 / 300, 3)]
    [TestCase("lecun_uniform", 1.0 / 300, 1.8)]
    [TestCase("lecun_normal", 1.0 / 300, 3)]
    [TestCase("xavier_normal", 1.0 / 300, 3)]
    [TestCase("fan_in_uniform", 1.0 / 900, 1.8)]
    [TestCase("normal", 0.0025, 3)]
    [TestCase("uniform", 0.01 / 12, 1.8)]
    [TestCase("truncated_normal", 0.0025 * 0.7737413, 2.3655368)]
    public void Fill_ManyWeights_HasTheMomentsOfItsDistribution(string name, double variance, double kurtosis) =>
        AssertMoments(Fill(name, Inputs, Outputs), variance, kurtosis);

    // By hand: s/300, s/200, s/250; fourth moments as above.
    [Test]
    public void Fill_VarianceScaling_HasTheVarianceAskedFor(
        [Values("fan_in", "fan_out", "fan_avg")] string mode,
        [Values("normal", "truncated_normal", "uniform")] string distribution,
        [Values(0.5, 3)] double scale)
    {
        var weights = Fill(
            Rows.Settings(("init", "variance_scaling"), ("init_mode", mode), ("init_distribution", distribution), ("init_variance", scale)),
            Inputs, Outputs);

        AssertMoments(
            weights,
            scale / (mode == "fan_in" ? 300 : mode == "fan_out" ? 200 : 250),
            distribution == "normal" ? 3 : distribution == "uniform" ? 1.8 : 2.3655368);
    }

    // By hand: the defaults are s = 1, fan_in and the truncated normal, Keras's VarianceScaling().
    [Test]
    public void Fill_VarianceScalingWithDefaults_IsKeras() =>
        AssertMoments(Fill("variance_scaling", Inputs, Outputs), 1.0 / 300, 2.3655368);

    private static void AssertMoments(float[] weights, double variance, double kurtosis)
    {
        // 60,000 draws: standard errors are 0.4 % of σ and 0.6 % of σ².
        Assert.That(weights.Average(), Is.EqualTo(0).Within(0.016 * Math.Sqrt(variance)));
        Assert.That(weights.Average(w => (double)w * w), Is.EqualTo(variance).Within(0.025 * variance));
        Assert.That(weights.Average(w => Math.Pow(w, 4)) / (variance * variance), Is.EqualTo(kurtosis).Within(0.05 * kurtosis));
        var largest = weights.Max(Math.Abs) / Math.Sqrt(variance);
        if (kurtosis < 2)
            Assert.That(largest, Is.InRange(0.999 * Math.Sqrt(3), 1.0000001 * Math.Sqrt(3)));
        else if (kurtosis < 2.5)
            Assert.That(largest, Is.InRange(1.99 / Math.Sqrt(0.7737413), 2.000001 / Math.Sqrt(0.7737413)));
    }

    [TestCase("zeros", 0f)]
    [TestCase("ones", 1f)]
    [TestCase("constant", 0.05f)]
    public void Fill_OneValue_IsThatValue(string name, float value) => Assert.That(Fill(name, 4, 5), Is.All.EqualTo(value));

    [Test]
    public void Fill_Constant_TakesItsValue() =>
        Assert.That(Fill(Rows.Settings(("init", "constant"), ("init_value", -0.25)), 4, 5), Is.All.EqualTo(-0.25f));

    [TestCase(4, 4)]
    [TestCase(3, 5)]
    [TestCase(5, 3)]
    public void Fill_Identity_PassesTheInputOn(int inputs, int outputs)
    {
        var weights = Fill("identity", inputs, outputs);

        Assert.That(weights, Is.EqualTo(Enumerable.Range(0, inputs * outputs).Select(i => i / outputs == i % outputs ? 1f : 0f)));
    }

    [TestCase(300, 15)]
    [TestCase(15, 15)]
    [TestCase(7, 7)]
    public void Fill_Sparse_ConnectsEveryUnitToSoManyInputs(int inputs, int connections)
    {
        const int Units = 2000;
        var weights = Fill("sparse", inputs, Units);

        for (var unit = 0; unit < Units; unit++)
            Assert.That(Enumerable.Range(0, inputs).Count(input => weights[input * Units + unit] != 0), Is.EqualTo(connections));
        var used = weights.Where(weight => weight != 0).ToArray();
        // N(0, 1): standard errors of 14,000 draws and more are below 1 %.
        Assert.That(used.Average(), Is.EqualTo(0).Within(0.04));
        Assert.That(used.Average(weight => (double)weight * weight), Is.EqualTo(1).Within(0.05));
        // Every input is as likely as any other: 2000·15/300 = 100 ± 10.
        var perInput = Enumerable
            .Range(0, inputs)
            .Select(input => weights.AsSpan(input * Units, Units).ToArray().Count(weight => weight != 0))
            .ToArray();
        Assert.That(perInput, Is.All.EqualTo((double)Units * connections / inputs).Within(50));
    }

    [TestCase(5, 9)]
    [TestCase(9, 5)]
    [TestCase(64, 64)]
    [TestCase(40, 33)]
    [TestCase(130, 100)]
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

    private static float[] Fill(string name, int inputs, int outputs) =>
        Fill(Rows.Settings(("init", name)), inputs, outputs);

    private static float[] Fill(TrainerSettings settings, int inputs, int outputs)
    {
        var weights = new float[inputs * outputs];
        InitializerFactory.Create(settings).Fill(weights, inputs, outputs, new RandomStream(1));
        return weights;
    }
}
