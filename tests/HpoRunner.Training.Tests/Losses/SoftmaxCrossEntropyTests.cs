using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Losses;

internal sealed class SoftmaxCrossEntropyTests
{
    // PyTorch 1.13, double precision:
    //   z = torch.tensor([[1.,2.,3.],[0.,0.,0.],[-1.,5.,2.5],[10.,-10.,0.5]], requires_grad=True); c = torch.tensor([2,0,2,1])
    //   l = torch.nn.functional.cross_entropy(z,c,reduction='none'); print(l); l.mean().backward(); print(z.grad)
    [Test]
    public void CrossEntropy_OfABatch_AgreesWithPyTorch()
    {
        using var loss = new SoftmaxCrossEntropy(3);

        var (sum, gradients) = LossBatch.Differentiate(loss, LossBatch.Outputs, LossBatch.Labels);

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
        using var loss = new SoftmaxCrossEntropy(3, smoothing, weighted ? LossBatch.Weights : null);

        var (sum, gradients) = LossBatch.Differentiate(loss, LossBatch.Outputs, LossBatch.Labels);

        Assert.That(sum / 4, Is.EqualTo(mean).Within(2e-6));
        Assert.That(gradients, Is.EqualTo(expected).Within(2e-7));
    }
}
