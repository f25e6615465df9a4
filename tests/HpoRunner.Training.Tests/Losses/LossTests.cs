using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Losses;

[TestFixture]
internal sealed class LossTests
{
    private static readonly float[][] Outputs = [[1, 2, 3], [0, 0, 0], [-1, 5, 2.5f], [10, -10, 0.5f]];
    private static readonly int[] Labels = [2, 0, 2, 1];
    private static readonly float[] Weights = [0.5f, 2, 1.25f];

    // PyTorch 1.13, double precision:
    //   z = torch.tensor([[1.,2.,3.],[0.,0.,0.],[-1.,5.,2.5],[10.,-10.,0.5]], requires_grad=True); c = torch.tensor([2,0,2,1])
    //   l = torch.nn.functional.cross_entropy(z,c,reduction='none'); print(l); l.mean().backward(); print(z.grad)
    [Test]
    public void CrossEntropy_OfABatch_AgreesWithPyTorch()
    {
        using var loss = new SoftmaxCrossEntropy(3);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[1, 2, 3], [0, 0, 0], [-1, 5, 2.5f], [10, -10, 0.5f]], [2, 0, 2, 1]);

        Assert.That(sum, Is.EqualTo(0.407605964 + 1.098612289 + 2.581177833 + 20.000074851).Within(4e-6));
        Assert.That(gradients, Is.EqualTo(new float[]
        {
            0.022507643f, 0.061182118f, -0.083689761f, -0.166666667f, 0.083333333f, 0.083333333f,
            0.000571371f, 0.230507427f, -0.231078798f, 0.249981288f, -0.249999999f, 0.000018712f,
        }).Within(1e-7));
    }

    [Test]
    public void CrossEntropy_OutputsOfTenThousand_StaysFiniteAndExact()
    {
        using var loss = new SoftmaxCrossEntropy(3);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[1e4f, -1e4f, 0], [1e4f, -1e4f, 0]], [0, 1]);

        // ln Σ e^(z − max) is 0, so the rows lose 0 and 1e4 − (−1e4).
        Assert.That(sum, Is.EqualTo(20_000));
        Assert.That(gradients, Is.EqualTo(new[] { 0, 0, 0, 0.5f, -0.5f, 0 }));
    }

    [Test]
    public void CrossEntropy_OneRow_HasTheWholeGradient()
    {
        using var loss = new SoftmaxCrossEntropy(2);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[0, 0]], [1]);

        Assert.That(sum, Is.EqualTo(Math.Log(2)).Within(1e-7));
        Assert.That(gradients, Is.EqualTo(new[] { 0.5f, -0.5f }));
    }

    [Test]
    public void CrossEntropy_OneClass_IsZero()
    {
        using var loss = new SoftmaxCrossEntropy(1);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[-3], [5]], [0, 0]);

        Assert.That(sum, Is.Zero);
        Assert.That(gradients, Is.All.Zero);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void CrossEntropy_OutputsThatAreNotFinite_GiveALossThatIsNot(float bad)
    {
        using var loss = new SoftmaxCrossEntropy(3);

        Assert.That(LossBatch.Differentiate(loss, [[1, bad, 2]], [0]).Sum, Is.NaN);
    }

    [Test]
    public void CrossEntropy_ManyRowsAndClasses_SumsLikeTheDefinition([Values(2, 8, 9, 16, 17, 40)] int classes)
    {
        const int RowCount = 700;
        var random = new RandomStream(4);
        var outputs = Enumerable.Range(0, RowCount).Select(_ => Rows.Normals(random, classes).Select(x => 5 * x).ToArray()).ToArray();
        var labels = Enumerable.Range(0, RowCount).Select(_ => random.NextInt(classes)).ToArray();
        using var loss = new SoftmaxCrossEntropy(classes);

        var (sum, gradients) = LossBatch.Differentiate(loss, outputs, labels);

        var expected = outputs.Zip(labels, (z, c) => Math.Log(z.Sum(x => Math.Exp(x - z.Max()))) - (z[c] - z.Max())).Sum();
        Assert.That(sum, Is.EqualTo(expected).Within(1e-6 * RowCount));
        Assert.That(gradients.Chunk(classes).Select(row => row.Sum()), Is.All.EqualTo(0).Within(1e-8));
    }

    [Test]
    public void CrossEntropy_Predict_GivesProbabilities()
    {
        using var loss = new SoftmaxCrossEntropy(3);
        using var outputs = LossBatch.Matrix([[1, 2, 3], [1e4f, -1e4f, 0]]);
        var predictions = new float[6];

        loss.Predict(outputs, 2, predictions);

        // scipy.special.softmax([1,2,3]) = 0.09003057, 0.24472847, 0.66524096
        Assert.That(predictions, Is.EqualTo(new[] { 0.09003057f, 0.24472847f, 0.66524096f, 1, 0, 0 }).Within(1e-7));
    }

    // PyTorch 1.13, double precision, z and c as in CrossEntropy_OfABatch_AgreesWithPyTorch, w = torch.tensor([.5,2.,1.25]):
    //   F.cross_entropy(z, c, label_smoothing=.1);  (F.cross_entropy(z, c, reduction='none', label_smoothing=.1)*w[c]).mean()
    [TestCase(0.1, false, 5.801034401, new[]
    {
        0.01417431f, 0.052848784f, -0.067023094f, -0.15f, 0.075f, 0.075f,
        -0.007761963f, 0.222174094f, -0.214412131f, 0.241647955f, -0.233333333f, -0.008314622f,
    })]
    [TestCase(0, true, 11.071358898, new[]
    {
        0.028134554f, 0.076477647f, -0.104612201f, -0.083333333f, 0.041666667f, 0.041666667f,
        0.000714213f, 0.288134284f, -0.288848498f, 0.499962576f, -0.499999999f, 3.7423e-05f,
    })]
    [TestCase(0.1, true, 10.604692232, new[]
    {
        0.017717887f, 0.066060981f, -0.083778868f, -0.075f, 0.0375f, 0.0375f,
        -0.009702453f, 0.277717618f, -0.268015164f, 0.483295909f, -0.466666666f, -0.016629244f,
    })]
    public void CrossEntropy_WithSmoothingAndWeights_AgreesWithPyTorch(double smoothing, bool weighted, double mean, float[] expected)
    {
        using var loss = new SoftmaxCrossEntropy(3, smoothing, weighted ? Weights : null);

        var (sum, gradients) = LossBatch.Differentiate(loss, Outputs, Labels);

        Assert.That(sum / 4, Is.EqualTo(mean).Within(2e-6));
        Assert.That(gradients, Is.EqualTo(expected).Within(2e-7));
    }

    // 3*F.multi_margin_loss(z, c, margin=margin)
    [TestCase(1, 9.5)]
    [TestCase(0.5, 8.875)]
    public void Hinge_OfABatch_AgreesWithPyTorch(double margin, double mean)
    {
        using var loss = new Hinge(3, margin, null);

        var (sum, gradients) = LossBatch.Differentiate(loss, Outputs, Labels);

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

        var (sum, gradients) = LossBatch.Differentiate(loss, Outputs, Labels);

        Assert.That(sum / 4, Is.EqualTo(mean).Within(1e-6));
        Assert.That(gradients, Is.EqualTo(expected).Within(1e-7));
    }

    // (((z-one_hot(c))**2).mean(1)*w[c]).mean()
    [Test]
    public void MeanSquaredError_WithWeights_AgreesWithPyTorch()
    {
        using var loss = new MeanSquaredError(onClasses: true, Weights);

        var (sum, gradients) = LossBatch.Differentiate(loss, Outputs, Labels);

        Assert.That(sum / 4, Is.EqualTo(40.796875).Within(1e-5));
        Assert.That(gradients, Is.EqualTo(new[]
        {
            0.208333333f, 0.416666667f, 0.416666667f, -0.083333333f, 0, 0, -0.208333333f, 1.041666667f, 0.3125f, 3.333333333f,
            -3.666666667f, 0.166666667f,
        }).Within(1e-6));
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

    // PyTorch: y = torch.tensor([[1.,2.],[0.5,-1.],[3.,0.]], requires_grad=True); t = torch.tensor([[0.5,2.5],[0.,1.],[-1.,0.25]])
    //          l = torch.nn.MSELoss()(y,t); l.backward(); print(l.item(), y.grad)
    [Test]
    public void MeanSquaredError_OfABatch_AgreesWithPyTorch()
    {
        using var loss = new MeanSquaredError(onClasses: false);
        using var outputs = LossBatch.Matrix([[1, 2], [0.5f, -1], [3, 0]]);
        using var gradients = new PaddedMatrix(3, 2);
        using var targets = new BatchTargets(3, 2);
        float[][] wanted = [[0.5f, 2.5f], [0, 1], [-1, 0.25f]];
        for (var row = 0; row < 3; row++)
            wanted[row].CopyTo(targets.Values!.Row(row));

        var sum = loss.Differentiate(outputs, targets, 3, gradients);

        Assert.That(sum / 3, Is.EqualTo(3.468750000).Within(1e-6));
        Assert.That(loss.Measure(outputs, targets, 3) / 3, Is.EqualTo(3.468750000).Within(1e-6));
        float[] expected = [0.166666667f, -0.166666667f, 0.166666667f, -0.666666667f, 1.333333333f, -0.083333333f];
        Assert.That(LossBatch.Flat(gradients, 3), Is.EqualTo(expected).Within(1e-6));
    }

    // PyTorch: MSELoss between [[0.2,0.7,0.4],[-0.5,1.25,0.1]] and one_hot([1,0])
    [Test]
    public void MeanSquaredError_OnClasses_AgreesWithPyTorchOnOneHotTargets()
    {
        using var loss = new MeanSquaredError(onClasses: true);

        var (sum, gradients) = LossBatch.Differentiate(loss, [[0.2f, 0.7f, 0.4f], [-0.5f, 1.25f, 0.1f]], [1, 0]);

        Assert.That(sum / 2, Is.EqualTo(0.685416667).Within(1e-6));
        Assert.That(gradients, Is.EqualTo(new[] { 0.066666667f, -0.1f, 0.133333333f, -0.5f, 0.416666667f, 0.033333333f }).Within(1e-6));
    }

    [Test]
    public void MeanSquaredError_PredictOnClasses_CutsNegativesAndSumsToOne()
    {
        using var loss = new MeanSquaredError(onClasses: true);
        using var outputs = LossBatch.Matrix([[-1, 3, 1], [-1, -2, 0]]);
        var predictions = new float[6];

        loss.Predict(outputs, 2, predictions);

        Assert.That(predictions, Is.EqualTo(new[] { 0, 0.75f, 0.25f, 1f / 3, 1f / 3, 1f / 3 }).Within(1e-7));
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
