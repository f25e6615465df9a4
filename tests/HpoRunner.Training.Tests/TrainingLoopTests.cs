using HpoRunner.Training.Datasets;
using HpoRunner.Training.Optimizers;
using NUnit.Framework;

namespace HpoRunner.Training;

/// <summary>Whole small trainings against PyTorch, loss by loss: parameters and rows come from formulas on both sides.</summary>
[TestFixture]
internal sealed class TrainingLoopTests
{
    // Printed by PyTorch 1.13 in double precision (w = [5,7,6,3], n = weights before the layer):
    //   W = 0.4*sin(1+n+r*w[i+1]+c), b = 0; X[r,c] = cos(0.7*r+1.3*c*c), y[r] = (r*r)%3, 12 rows
    //   step s: rows (4s+k)%12, k < 4; d = loss(net(X[rows]), y[rows]); print(d.item())
    //   (d + l2/2*sum((W**2).sum() for all W)).backward(); o.step(); o.zero_grad()
    private static IEnumerable<TestCaseData> Trainings()
    {
        yield return new TestCaseData( // torch.optim.Adam(lr=0.02), cross_entropy
            Rows.Settings(("hidden", "7-6"), ("activation", "relu"), ("optimizer", "adam"), ("learning_rate", 0.02)),
            new[] { 1.1040629, 1.0703811, 1.0390205, 1.0111440, 0.9738065, 0.9518414, 0.9343668, 0.8821183, 0.8634561, 0.8615665 })
            .SetName("Step_ReluAdam_FollowsPyTorch");
        yield return new TestCaseData( // torch.optim.SGD(lr=0.1, momentum=0.9), cross_entropy, l2 = 0.1
            Rows.Settings(("hidden", "7-6"), ("activation", "tanh"), ("optimizer", "momentum"), ("learning_rate", 0.1), ("l2", 0.1)),
            new[] { 1.1012794, 1.0769464, 1.0277570, 0.9734213, 0.9085843, 0.8391968, 0.8486759, 0.7328637, 0.6823228, 0.8261767 })
            .SetName("Step_TanhMomentumWithL2_FollowsPyTorch");
        yield return new TestCaseData( // torch.optim.SGD(lr=0.5), mse_loss with one_hot(y), l2 = 0.01
            Rows.Settings(
                ("hidden", "7-6"), ("activation", "sigmoid"), ("optimizer", "sgd"), ("learning_rate", 0.5), ("l2", 0.01),
                ("loss", "mse")),
            new[] { 0.3908335, 0.1700323, 0.1253730, 0.2074786, 0.1604552, 0.1252883, 0.2075257, 0.1601090, 0.1252989, 0.2075052 }
        ).SetName("Step_SigmoidOnSquaredErrorOfClasses_FollowsPyTorch");
        yield return new TestCaseData( // torch.optim.SGD(lr=0.1), cross_entropy, BatchNorm1d between Linear and GELU
            Rows.Settings(("hidden", "7-6"), ("activation", "gelu"), ("optimizer", "sgd"), ("learning_rate", 0.1), ("batch_norm", true)),
            new[] { 1.2172681, 1.1074125, 1.0398550, 1.0683773, 0.9543443, 0.9112917, 0.9675586, 0.8594648, 0.8243712, 0.8890050,
                0.9210472 })
            .SetName("Step_GeluAfterBatchNormalization_FollowsPyTorch");
        yield return new TestCaseData( // torch.optim.SGD(lr=0.1), cross_entropy, BatchNorm1d after SiLU
            Rows.Settings(("hidden", "7-6"), ("activation", "silu"), ("optimizer", "sgd"), ("learning_rate", 0.1), ("batch_norm", "after")),
            new[] { 0.9808084, 1.2213581, 1.2728595, 1.2097126, 1.0227712, 0.9766457, 0.8486797, 0.8842201, 0.9078296, 0.7052072,
                0.9102392 })
            .SetName("Step_SiluBeforeBatchNormalization_FollowsPyTorch");
        // torch.optim.SGD(lr=0.05), 3*multi_margin_loss, backward of d + sum(0.01*W.abs().sum() + 0.02/2*(W**2).sum())
        yield return new TestCaseData(
            Rows.Settings(
                ("hidden", "7-6"), ("activation", "elu"), ("optimizer", "sgd"), ("learning_rate", 0.05), ("loss", "hinge"), ("l1", 0.01),
                ("l2", 0.02)),
            new[] { 2.0131219, 1.9020768, 1.7550845, 1.6428467, 1.5111202, 1.3238339, 1.2665553, 1.1073127, 0.9345958, 1.0752079,
                0.9614737 })
            .SetName("Step_EluOnHingeWithBothPenalties_FollowsPyTorch");
        yield return new TestCaseData( // torch.optim.SGD(lr=0.5), binary_cross_entropy_with_logits; after each step
            // for W in Ws: W.mul_((0.7/W.norm(dim=1,keepdim=True)).clamp(max=1))
            Rows.Settings(
                ("hidden", "7-6"), ("activation", "leaky_relu"), ("optimizer", "sgd"), ("learning_rate", 0.5),
                ("loss", "binary_cross_entropy"), ("max_norm", 0.7)),
            new[] { 0.6938104, 0.6780157, 0.6558434, 0.6486233, 0.6232668, 0.6055184, 0.6146084, 0.5814400, 0.5663668, 0.5897082,
                0.5583732 })
            .SetName("Step_LeakyReluWithMaxNorm_FollowsPyTorch");
    }

    [TestCaseSource(nameof(Trainings))]
    public void Step_TenTimes_FollowsPyTorch(TrainerSettings settings, double[] expected)
    {
        var samples = new Samples
        {
            Features = FormulaFeatures(12, 5), RowCount = 12, FeatureCount = 5,
            Classes = [.. Enumerable.Range(0, 12).Select(row => row * row % 3)], ClassCount = 3,
        };
        using var loop = new TrainingLoop(settings, samples, seed: 1);
        using var network = loop.Finish();
        SetWeightsByFormula(loop.Network);

        for (var step = 0; step < 10; step++)
        {
            int[] rows = [.. Enumerable.Range(0, 4).Select(k => (4 * step + k) % 12)];
            Assert.That(loop.Step(rows, settings.LearningRate) / 4, Is.EqualTo(expected[step]).Within(3e-6), $"step {step}");
        }
        // net.eval(); print(loss(net(X), y)): the running statistics too.
        if (expected.Length > 10)
            Assert.That(network.Pass(samples, [], measureLoss: true), Is.EqualTo(expected[10]).Within(3e-6));
    }

    // PyTorch: X as above with 9 rows and 3 columns, Y[r] = [50+30*sin(r), 1e-3*r*r], T = (Y-Y.mean(0))/Y.std(0,unbiased=False)
    //   twenty times: l = MSELoss()(X@W+b, T); print(l); SGD([W,b], lr=0.2)
    //   print(((X@W+b)*Y.std(0,unbiased=False)+Y.mean(0))[:3])
    [Test]
    public void Step_LinearRegressionOfTwoTargets_FollowsPyTorchAndPredictsInOwnUnits()
    {
        var samples = new Samples
        {
            Features = FormulaFeatures(9, 3), RowCount = 9, FeatureCount = 3, TargetCount = 2,
            Targets = [.. Enumerable.Range(0, 9).SelectMany(r => new[] { (float)(50 + 30 * Math.Sin(r)), 1e-3f * r * r })],
        };
        var settings = Rows.Settings(("hidden", "none"), ("optimizer", "sgd"), ("batch_size", "full"));
        using var loop = new TrainingLoop(settings, samples, seed: 1);
        using var network = loop.Finish();
        SetWeightsByFormula(loop.Network);
        int[] rows = [.. Enumerable.Range(0, 9)];

        var losses = Enumerable.Range(0, 20).Select(_ => loop.Step(rows, 0.2) / 9).ToArray();
        var predictions = new float[18];
        network.Predict(samples, predictions);

        Assert.That(losses[..3], Is.EqualTo(new[] { 1.1263579, 0.8939671, 0.7334960 }).Within(2e-6));
        Assert.That(losses[19], Is.EqualTo(0.3683261).Within(2e-6));
        Assert.That(
            predictions[..6],
            Is.EqualTo(new[] { 76.40966f, 0.02229971f, 74.05648f, 0.006917148f, 62.78612f, -0.001067441f }).Within(1e-3).Percent);
    }

    // A norm that is never reached changes nothing but that the step waits for the whole gradient.
    [Test]
    public void Step_PartByPart_GivesTheBitsOfAllAtOnce(
        [ValueSource(typeof(OptimizerFactory), nameof(OptimizerFactory.GradientRules))] string optimizer,
        [Values("33", "600-40")] string hidden)
    {
        var samples = Rows.Classes(200, 300, 5);
        int[] rows = [.. Enumerable.Range(3, 150)];
        (string, Scalar)[] parameters =
        [
            ("hidden", hidden), ("optimizer", optimizer), ("batch_size", "full"), ("l1", 0.001), ("l2", 0.01),
            ("clip_value", 0.02), ("batch_norm", true),
        ];
        var (parts, whole) = (Trained(parameters), Trained([.. parameters, ("clip_norm", 1e9)]));

        Assert.That(parts, Is.EqualTo(whole));

        float[] Trained((string, Scalar)[] settings)
        {
            using var loop = new TrainingLoop(Rows.Settings(settings), samples, seed: 1);
            using var network = loop.Finish();
            for (var step = 0; step < 10; step++)
                loop.Step(rows, 0.01);
            return loop.Network.Parameters.Values.ToArray();
        }
    }

    [Test]
    public void Step_AnyRegularizedNetwork_KeepsPaddingAtZero(
        [ValueSource(typeof(Layers.ActivationFactory), nameof(Layers.ActivationFactory.Names))] string activation,
        [Values("before", "after")] string batchNorm)
    {
        var settings = Rows.Settings(
            ("hidden", "5-37"), ("activation", activation), ("batch_norm", batchNorm), ("l1", 0.1), ("activity_l1", 0.1),
            ("weight_noise", 0.1), ("input_noise", 0.1), ("input_dropout", 0.1), ("loss", "binary_cross_entropy"));
        using var loop = new TrainingLoop(settings, Rows.Classes(20, 3, 3), seed: 1);
        using var network = loop.Finish();
        for (var step = 0; step < 5; step++)
            loop.Step([1, 2, 3, 4, 5], 0.01);

        // As below, and a scale and a shift for each of the 42 hidden units.
        Assert.That(loop.Network.ParameterCount, Is.EqualTo(15 + 185 + 111 + 45 + 84));
        Assert.That(loop.Network.Parameters.Values.ToArray().Count(value => value != 0), Is.LessThanOrEqualTo(15 + 185 + 111 + 45 + 84));
    }

    [Test]
    public void Step_AnyNetwork_KeepsPaddingAtZero([Values("relu", "tanh", "sigmoid")] string activation)
    {
        var settings = Rows.Settings(("hidden", "5-37"), ("activation", activation), ("l2", 0.1), ("dropout", 0.1));
        using var loop = new TrainingLoop(settings, Rows.Classes(20, 3, 3), seed: 1);
        using var network = loop.Finish();
        for (var step = 0; step < 5; step++)
            loop.Step([1, 2, 3, 4, 5], 0.01);

        // Weights that count: 3·5 + 5·37 + 37·3 and 5 + 37 + 3 biases.
        Assert.That(loop.Network.ParameterCount, Is.EqualTo(15 + 185 + 111 + 45));
        Assert.That(loop.Network.Parameters.Values.ToArray().Count(value => value != 0), Is.LessThanOrEqualTo(15 + 185 + 111 + 45));
    }

    /// <summary>X[r, c] = cos(0.7 r + 1.3 c²).</summary>
    internal static float[] FormulaFeatures(int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => (float)Math.Cos(0.7 * (i / columns) + 1.3 * (i % columns) * (i % columns)))];

    /// <summary>The i-th weight of the network, layer by layer and row-major, is 0.4 · sin(1 + i); biases are 0.</summary>
    internal static void SetWeightsByFormula(Network network)
    {
        network.Parameters.Values.Clear();
        foreach (var normalization in network.Normalizations)
            normalization.Initialize();
        var drawn = 0;
        foreach (var layer in network.DenseLayers)
        {
            var count = layer.Layout.Inputs * layer.Layout.Outputs;
            float[] weights = [.. Enumerable.Range(drawn, count).Select(i => (float)(0.4 * Math.Sin(1 + i)))];
            layer.Layout.Pack(weights, network.Parameters.Values.Slice(layer.Weights.Offset, layer.Weights.Length));
            drawn += count;
        }
    }
}
