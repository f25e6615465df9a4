using NUnit.Framework;

namespace HpoRunner.Training.Losses;

internal sealed class LossTests
{
    // 3*F.multi_margin_loss(z, c, margin=margin)
    [TestCase(1, 9.5)]
    [TestCase(0.5, 8.875)]
    public void Hinge_OfABatch_AgreesWithPyTorch(double margin, double mean)
    {
        using var loss = new Hinge(3, margin, null);

        var (sum, gradients) = LossBatch.Differentiate(loss, LossBatch.Outputs, LossBatch.Labels);

        Assert.That(sum / 4, Is.EqualTo(mean));
        Assert.That(gradients, Is.EqualTo(new[] { 0, 0, 0, -0.5f, 0.25f, 0.25f, 0, 0.25f, -0.25f, 0.25f, -0.5f, 0.25f }));
    }

    // F.binary_cross_entropy_with_logits(z, t), t = one_hot(c) or one_hot(c)*.9 + .1/3
    [TestCase(0, 2.661771095, new[]
    {
        0.060921548f, 0.073399756f, -0.003952156f, -0.041666667f, 0.041666667f, 0.041666667f,
        0.022411785f, 0.082775596f, -0.006321515f, 0.08332955f, -0.08332955f, 0.051871611f,
    })]
    [TestCase(0.1, 2.588159984, new[]
    {
        0.05814377f, 0.070621979f, 0.001603399f, -0.036111111f, 0.038888889f, 0.038888889f,
        0.019634007f, 0.079997818f, -0.000765959f, 0.080551772f, -0.077773995f, 0.049093833f,
    })]
    public void BinaryCrossEntropy_OfABatch_AgreesWithPyTorch(double smoothing, double mean, float[] expected)
    {
        using var loss = new BinaryCrossEntropy(3, smoothing, null);

        var (sum, gradients) = LossBatch.Differentiate(loss, LossBatch.Outputs, LossBatch.Labels);

        Assert.That(sum / 4, Is.EqualTo(mean).Within(1e-6));
        Assert.That(gradients, Is.EqualTo(expected).Within(1e-7));
    }

    // By hand: max(0, z_j − z_c + 1) summed; (|z| of the wrong signs)/3; row 2 has the right class far ahead.
    [TestCase("hinge", 20_001 + 10_001 + 0)]
    [TestCase("binary_cross_entropy", (10_000 + 10_000 + 0.6931471806) / 3 + 0.6931471806 / 3)]
    public void Loss_OutputsOfTenThousand_StaysFiniteAndExact(string name, double expected)
    {
        using var loss = Create(name, null);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[1e4f, -1e4f, 0], [1e4f, -1e4f, 0]], [1, 0]);

        Assert.That(sum, Is.EqualTo(expected).Within(1e-3));
        Assert.That(gradients, Is.All.InRange(-1f, 1f));
    }

    [TestCase("hinge", 0)]
    [TestCase("binary_cross_entropy", 0.0485873516 + 0.0067153485)]
    [TestCase("mse", 16 + 4 * 4)]
    public void Loss_OneClass_HasItsOwnLoss(string name, double expected)
    {
        using var loss = LossFactory.Create(Rows.Settings(("loss", name)), Rows.Classes(3, 2, 1));

        // ln(1 + e^−3), ln(1 + e^−5); (−3 − 1)² and (5 − 1)²
        var (sum, _) = LossBatch.Differentiate(loss, [[name == "mse" ? -3 : 3], [5]], [0, 0]);

        Assert.That(sum, Is.EqualTo(expected).Within(1e-6));
    }

    [TestCase("cross_entropy", false, false)]
    [TestCase("cross_entropy", true, true)]
    [TestCase("mse", false, true)]
    [TestCase("mse", true, true)]
    [TestCase("auto", false, true)]
    [TestCase("hinge", false, false)]
    [TestCase("hinge", true, true)]
    [TestCase("binary_cross_entropy", false, false)]
    public void Check_LossAndTarget_RefusesLossesOfClassesOnNumbers(string name, bool isClassification, bool fits) =>
        Assert.That(LossFactory.Check(name, isClassification), fits ? Is.Null : Does.Contain("mse"));

    private static Loss Create(string name, float[]? weights) => LossFactory.Create(
        Rows.Settings(("loss", name)),
        new Datasets.Samples { Features = [], RowCount = 0, FeatureCount = 1, ClassCount = 3, ClassWeights = weights });
}
