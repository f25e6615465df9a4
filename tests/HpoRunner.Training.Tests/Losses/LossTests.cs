using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Losses;

[TestFixture]
internal sealed class LossTests
{
    // PyTorch 1.13, double precision:
    //   z = torch.tensor([[1.,2.,3.],[0.,0.,0.],[-1.,5.,2.5],[10.,-10.,0.5]], requires_grad=True); c = torch.tensor([2,0,2,1])
    //   l = torch.nn.functional.cross_entropy(z,c,reduction='none'); print(l); l.mean().backward(); print(z.grad)
    [Test]
    public void CrossEntropy_OfABatch_AgreesWithPyTorch()
    {
        using var loss = new SoftmaxCrossEntropy(3);

        var (sum, gradients) = Differentiate(loss, [[1, 2, 3], [0, 0, 0], [-1, 5, 2.5f], [10, -10, 0.5f]], [2, 0, 2, 1]);

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

        var (sum, gradients) = Differentiate(loss, [[1e4f, -1e4f, 0], [1e4f, -1e4f, 0]], [0, 1]);

        // ln Σ e^(z − max) is 0, so the rows lose 0 and 1e4 − (−1e4).
        Assert.That(sum, Is.EqualTo(20_000));
        Assert.That(gradients, Is.EqualTo(new[] { 0, 0, 0, 0.5f, -0.5f, 0 }));
    }

    [Test]
    public void CrossEntropy_OneRow_HasTheWholeGradient()
    {
        using var loss = new SoftmaxCrossEntropy(2);

        var (sum, gradients) = Differentiate(loss, [[0, 0]], [1]);

        Assert.That(sum, Is.EqualTo(Math.Log(2)).Within(1e-7));
        Assert.That(gradients, Is.EqualTo(new[] { 0.5f, -0.5f }));
    }

    [Test]
    public void CrossEntropy_OneClass_IsZero()
    {
        using var loss = new SoftmaxCrossEntropy(1);

        var (sum, gradients) = Differentiate(loss, [[-3], [5]], [0, 0]);

        Assert.That(sum, Is.Zero);
        Assert.That(gradients, Is.All.Zero);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void CrossEntropy_OutputsThatAreNotFinite_GiveALossThatIsNot(float bad)
    {
        using var loss = new SoftmaxCrossEntropy(3);

        Assert.That(Differentiate(loss, [[1, bad, 2]], [0]).Sum, Is.NaN);
    }

    [Test]
    public void CrossEntropy_ManyRowsAndClasses_SumsLikeTheDefinition([Values(2, 8, 9, 16, 17, 40)] int classes)
    {
        const int RowCount = 700;
        var random = new RandomStream(4);
        var outputs = Enumerable.Range(0, RowCount).Select(_ => Rows.Normals(random, classes).Select(x => 5 * x).ToArray()).ToArray();
        var labels = Enumerable.Range(0, RowCount).Select(_ => random.NextInt(classes)).ToArray();
        using var loss = new SoftmaxCrossEntropy(classes);

        var (sum, gradients) = Differentiate(loss, outputs, labels);

        var expected = outputs.Zip(labels, (z, c) => Math.Log(z.Sum(x => Math.Exp(x - z.Max()))) - (z[c] - z.Max())).Sum();
        Assert.That(sum, Is.EqualTo(expected).Within(1e-6 * RowCount));
        Assert.That(gradients.Chunk(classes).Select(row => row.Sum()), Is.All.EqualTo(0).Within(1e-8));
    }

    [Test]
    public void CrossEntropy_Predict_GivesProbabilities()
    {
        using var loss = new SoftmaxCrossEntropy(3);
        using var outputs = Matrix([[1, 2, 3], [1e4f, -1e4f, 0]]);
        var predictions = new float[6];

        loss.Predict(outputs, 2, predictions);

        // scipy.special.softmax([1,2,3]) = 0.09003057, 0.24472847, 0.66524096
        Assert.That(predictions, Is.EqualTo(new[] { 0.09003057f, 0.24472847f, 0.66524096f, 1, 0, 0 }).Within(1e-7));
    }

    // PyTorch: y = torch.tensor([[1.,2.],[0.5,-1.],[3.,0.]], requires_grad=True); t = torch.tensor([[0.5,2.5],[0.,1.],[-1.,0.25]])
    //          l = torch.nn.MSELoss()(y,t); l.backward(); print(l.item(), y.grad)
    [Test]
    public void MeanSquaredError_OfABatch_AgreesWithPyTorch()
    {
        using var loss = new MeanSquaredError(onClasses: false);
        using var outputs = Matrix([[1, 2], [0.5f, -1], [3, 0]]);
        using var gradients = new PaddedMatrix(3, 2);
        using var targets = new BatchTargets(3, 2);
        float[][] wanted = [[0.5f, 2.5f], [0, 1], [-1, 0.25f]];
        for (var row = 0; row < 3; row++)
            wanted[row].CopyTo(targets.Values!.Row(row));

        var sum = loss.Differentiate(outputs, targets, 3, gradients);

        Assert.That(sum / 3, Is.EqualTo(3.468750000).Within(1e-6));
        Assert.That(loss.Measure(outputs, targets, 3) / 3, Is.EqualTo(3.468750000).Within(1e-6));
        float[] expected = [0.166666667f, -0.166666667f, 0.166666667f, -0.666666667f, 1.333333333f, -0.083333333f];
        Assert.That(Flat(gradients, 3), Is.EqualTo(expected).Within(1e-6));
    }

    // PyTorch: MSELoss between [[0.2,0.7,0.4],[-0.5,1.25,0.1]] and one_hot([1,0])
    [Test]
    public void MeanSquaredError_OnClasses_AgreesWithPyTorchOnOneHotTargets()
    {
        using var loss = new MeanSquaredError(onClasses: true);

        var (sum, gradients) = Differentiate(loss, [[0.2f, 0.7f, 0.4f], [-0.5f, 1.25f, 0.1f]], [1, 0]);

        Assert.That(sum / 2, Is.EqualTo(0.685416667).Within(1e-6));
        Assert.That(gradients, Is.EqualTo(new[] { 0.066666667f, -0.1f, 0.133333333f, -0.5f, 0.416666667f, 0.033333333f }).Within(1e-6));
    }

    [Test]
    public void MeanSquaredError_PredictOnClasses_CutsNegativesAndSumsToOne()
    {
        using var loss = new MeanSquaredError(onClasses: true);
        using var outputs = Matrix([[-1, 3, 1], [-1, -2, 0]]);
        var predictions = new float[6];

        loss.Predict(outputs, 2, predictions);

        Assert.That(predictions, Is.EqualTo(new[] { 0, 0.75f, 0.25f, 1f / 3, 1f / 3, 1f / 3 }).Within(1e-7));
    }

    [TestCase("cross_entropy", false, false)]
    [TestCase("cross_entropy", true, true)]
    [TestCase("mse", false, true)]
    [TestCase("mse", true, true)]
    [TestCase("auto", false, true)]
    public void Check_LossAndTarget_RefusesCrossEntropyOnNumbers(string name, bool isClassification, bool fits) =>
        Assert.That(LossFactory.Check(name, isClassification), fits ? Is.Null : Does.Contain("mse"));

    private static (double Sum, float[] Gradients) Differentiate(Loss loss, float[][] outputs, int[] classes)
    {
        using var matrix = Matrix(outputs);
        using var gradients = new PaddedMatrix(outputs.Length, outputs[0].Length);
        using var targets = new BatchTargets(outputs.Length, 0);
        classes.CopyTo(targets.Classes, 0);
        var sum = loss.Differentiate(matrix, targets, outputs.Length, gradients);
        Assert.That(loss.Measure(matrix, targets, outputs.Length), Is.EqualTo(sum).Within(1e-5));
        return (sum, Flat(gradients, outputs.Length));
    }

    private static PaddedMatrix Matrix(float[][] rows)
    {
        var matrix = new PaddedMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix.Row(row));
        return matrix;
    }

    private static float[] Flat(PaddedMatrix matrix, int rows) => [.. Enumerable.Range(0, rows).SelectMany(row => matrix.Row(row).ToArray())];
}
