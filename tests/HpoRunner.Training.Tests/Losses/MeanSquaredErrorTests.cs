using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Losses;

internal sealed class MeanSquaredErrorTests
{
    // (((z-one_hot(c))**2).mean(1)*w[c]).mean()
    [Test]
    public void MeanSquaredError_WithWeights_AgreesWithPyTorch()
    {
        using var loss = new MeanSquaredError(onClasses: true, LossBatch.Weights);

        var (sum, gradients) = LossBatch.Differentiate(loss, LossBatch.Outputs, LossBatch.Labels);

        Assert.That(sum / 4, Is.EqualTo(40.796875).Within(1e-5));
        Assert.That(gradients, Is.EqualTo(new[]
        {
            0.208333333f, 0.416666667f, 0.416666667f, -0.083333333f, 0, 0, -0.208333333f, 1.041666667f, 0.3125f, 3.333333333f,
            -3.666666667f, 0.166666667f,
        }).Within(1e-6));
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
}
