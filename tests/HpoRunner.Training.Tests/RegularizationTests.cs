using HpoRunner.Training.Datasets;
using HpoRunner.Training.Noise;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training;

/// <summary>Limits, noise, dropout and the choice of rows, on whole networks.</summary>
[TestFixture]
internal sealed class RegularizationTests
{
    [Test]
    public void MaxNorm_AfterSteps_NoUnitIsAboveItAndSmallOnesStay([Values(3, 40)] int width)
    {
        using var loop = new TrainingLoop(Rows.Settings(("layers", 2), ("width", width), ("max_norm", 0.8)), Rows.Classes(40, 6, 3), 1);
        using var network = loop.Finish();
        for (var step = 0; step < 10; step++)
            loop.Step([.. Enumerable.Range(0, 32)], 0.05);

        var norms = network.ExportLayers().SelectMany(layer => Enumerable.Range(0, layer.Outputs)
            .Select(unit => Math.Sqrt(Enumerable.Range(0, layer.Inputs).Sum(i => Math.Pow(layer.Weights[i * layer.Outputs + unit], 2)))))
            .ToList();
        Assert.That(norms, Is.All.LessThan(0.8 * (1 + 1e-6)));
        Assert.That(norms.Max(), Is.GreaterThan(0.8 * (1 - 1e-6)));
    }

    [Test]
    public void LayerNormBall_AfterSteps_NoLayerIsOutside()
    {
        using var loop = new TrainingLoop(Rows.Settings(("hidden", "20"), ("layer_norm_ball", 1.5)), Rows.Classes(40, 6, 3), 1);
        using var network = loop.Finish();
        for (var step = 0; step < 10; step++)
            loop.Step([.. Enumerable.Range(0, 32)], 0.05);

        var norms = network.ExportLayers().Select(layer => Math.Sqrt(layer.Weights.Sum(weight => (double)weight * weight)));
        Assert.That(norms, Is.All.EqualTo(1.5).Within(1e-5));
    }

    [Test]
    public void LargeLimits_ChangeNoBit()
    {
        var rows = Rows.Classes(50, 6, 3);

        Assert.That(Weights(rows, ("max_norm", 1e5), ("layer_norm_ball", 1e5)), Is.EqualTo(Weights(rows)));
    }

    [Test]
    public void L1_Strong_MakesMoreWeightsVanishThanL2()
    {
        var rows = Rows.Classes(100, 12, 2);
        Assert.That(Small(Weights(rows, ("l1", 0.05))), Is.GreaterThan(2 * Small(Weights(rows, ("l2", 0.05)))));
        static int Small(float[] weights) => weights.Count(weight => Math.Abs(weight) < 1e-2);
    }

    [Test]
    public void ActivityL1_MakesActivationsSmaller()
    {
        var rows = Rows.Classes(100, 8, 3);
        Assert.That(Size(0.05), Is.LessThan(0.7 * Size(0)));

        double Size(double strength)
        {
            using var loop = new TrainingLoop(Rows.Settings(("activity_l1", strength), ("learning_rate", 0.01)), rows, 1);
            using var network = loop.Finish();
            for (var epoch = 0; epoch < 20; epoch++)
                loop.Epoch(epoch, CancellationToken.None);
            var first = network.ExportLayers()[0];
            return Enumerable.Range(0, rows.RowCount).Sum(row => Enumerable.Range(0, first.Outputs).Sum(unit => Math.Max(0,
                first.Biases[unit] + Enumerable.Range(0, 8)
                    .Sum(i => rows.Features[row * 8 + i] * first.Weights[i * first.Outputs + unit]))));
        }
    }

    /// <summary>
    /// Dropout as it was first written: inputs are switched off unscaled while training, and the weights behind them are multiplied by
    /// the share kept when predicting. Its mean output over masks is that prediction, and so is the mean output of ours.
    /// </summary>
    [Test]
    public void InputDropout_MeanOverMasks_IsWhatScaledWeightsPredict()
    {
        const double Rate = 0.3;
        var rows = Rows.Numbers(1, 6, 1);
        using var loop = new TrainingLoop(Rows.Settings(("hidden", "none"), ("input_dropout", Rate)), rows, 1);
        using var network = loop.Finish();
        var layer = network.ExportLayers()[0];
        var random = new RandomStream(5);
        double ours = 0, classic = 0;
        for (var draw = 0; draw < 20_000; draw++)
        {
            rows.Features.CopyTo(loop.Network.Input.Row(0));
            loop.Network.Forward(1, training: true);
            ours += loop.Network.Output.Values.Row(0)[0] / 20_000;
            for (var i = 0; i < 6; i++)
                classic += random.NextDouble() < Rate ? 0 : rows.Features[i] * layer.Weights[i] / 20_000;
        }
        var scaled = Enumerable.Range(0, 6).Sum(i => (1 - Rate) * layer.Weights[i] * rows.Features[i]);

        // The standard error of 20,000 draws is below 0.01 for weights and inputs around 1.
        Assert.That(classic, Is.EqualTo(scaled).Within(0.04));
        Assert.That(ours, Is.EqualTo(scaled / (1 - Rate)).Within(0.04));
    }

    [Test]
    public void ExportLayers_OfANormalizedNetwork_PredictTheSameWithoutIt(
        [Values("before", "after")] string place,
        [Values("relu", "tanh")] string activation)
    {
        var rows = Rows.Numbers(60, 5, 2);
        var settings = Rows.Settings(("hidden", "9-7"), ("batch_norm", place), ("activation", activation), ("epochs", 10));
        using var outcome = Trainer.Train(settings, rows, null, [], 1, null, CancellationToken.None);
        var outputs = new float[120];
        outcome.Network!.Predict(rows, outputs);
        var scaling = new TargetScaling(rows);
        var layers = outcome.Network.ExportLayers();
        using var loaded = TrainedNetwork.From(settings, layers, classCount: 0, scaling);
        var again = new float[120];
        loaded.Predict(rows, again);
        Assert.That(again, Is.EqualTo(outputs).Within(0.01));

        for (var row = 0; row < 60; row++)
        {
            double[] values = [.. rows.Features.Skip(row * 5).Take(5)];
            for (var i = 0; i < layers.Count; i++)
            {
                var layer = layers[i];
                var sums = Enumerable.Range(0, layer.Outputs).Select(unit =>
                    layer.Biases[unit] + Enumerable.Range(0, layer.Inputs).Sum(k => values[k] * layer.Weights[k * layer.Outputs + unit]));
                values = [.. i == layers.Count - 1 ? sums : sums.Select(x => activation == "tanh" ? Math.Tanh(x) : Math.Max(0, x))];
            }
            var restored = values.Select(value => (float)value).ToArray();
            scaling.Restore(restored);
            Assert.That(restored, Is.EqualTo(outputs.AsSpan(row * 2, 2).ToArray()).Within(0.01));
        }
    }

    [Test]
    public void InputNoise_OverManyDraws_HasItsDeviationAndLeavesPadding()
    {
        using var input = new PaddedMatrix(64, 13);
        var noise = new InputNoise(0.5, 3);
        var draws = new List<float>();
        for (var step = 0; step < 30; step++)
        {
            for (var row = 0; row < 64; row++)
                input.Row(row).Clear();
            noise.AddTo(input, 64);
            for (var row = 0; row < 64; row++)
                draws.AddRange(input.Row(row));
        }

        // 24,960 draws: standard errors 0.003 and 0.002; a share of 4.55 % lies beyond two deviations, ± 0.13 %.
        Assert.That(draws.Average(), Is.EqualTo(0).Within(0.015));
        Assert.That(Math.Sqrt(draws.Average(x => x * x)), Is.EqualTo(0.5).Within(0.01));
        Assert.That(draws.Count(x => Math.Abs(x) > 1) / (double)draws.Count, Is.EqualTo(0.0455).Within(0.006));
        unsafe
        {
            Assert.That(input.RowPointer(5)[13], Is.Zero);
        }
    }

    // By the definition: Math.Log in double precision.
    [TestCase(1f)]
    [TestCase(0.5f)]
    [TestCase(0.7071067f)]
    [TestCase(0.70710683f)]
    [TestCase(6e-8f)]
    [TestCase(0.999f)]
    public void LaneNormal_Log_IsTheLogarithm(float x) => Assert.That(
        LaneNormal.Log(System.Runtime.Intrinsics.Vector512.Create(x))[3], Is.EqualTo(Math.Log(x)).Within(2e-7 * Math.Max(1, -Math.Log(x))));

    [Test]
    public void WeightNoise_AfterGradients_LeavesTheWeightsAsTheyWere()
    {
        using var loop = new TrainingLoop(Rows.Settings(("weight_noise", 0.3), ("hidden", "20-5")), Rows.Classes(40, 6, 3), 1);
        using var network = loop.Finish();
        var before = loop.Network.Parameters.Values.ToArray();
        loop.ComputeGradients([1, 2, 3, 4]);
        var first = loop.Network.Parameters.Gradients.ToArray();
        loop.ComputeGradients([1, 2, 3, 4]);

        Assert.That(loop.Network.Parameters.Values.ToArray(), Is.EqualTo(before));
        Assert.That(loop.Network.Parameters.Gradients.ToArray(), Is.Not.EqualTo(first));
    }

    [TestCase(0.25, 25)]
    [TestCase(1, 100)]
    [TestCase(0, 0)]
    public void LabelNoise_OfAShare_MakesThatManyWrong(double share, int expected)
    {
        var rows = Rows.Classes(100, 3, 4);
        var noisy = LabelNoise.Flip(rows, share, 7);

        Assert.That(noisy.Classes.Zip(rows.Classes).Count(pair => pair.First != pair.Second), Is.EqualTo(expected));
        Assert.That(noisy.Classes, Is.All.InRange(0, 3));
    }

    [Test]
    public void Balanced_Classes_WeighAsScikitLearnSays()
    {
        // compute_class_weight("balanced", classes=[0,1,2], y=[0]*6+[1]*3+[2]) = 0.55555556, 1.11111111, 3.33333333
        var rows = new Samples
        {
            Features = new float[10], RowCount = 10, FeatureCount = 1, Classes = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2], ClassCount = 3,
        };

        Assert.That(rows.Balanced().ClassWeights, Is.EqualTo(new[] { 0.55555556f, 1.11111111f, 3.33333333f }).Within(1e-6));
        Assert.That(Rows.Numbers(3, 1, 1).Balanced().ClassWeights, Is.Null);
    }

    [Test]
    public void Contradiction_HiddenWithLayers_IsRefused()
    {
        Assert.That(() => Rows.Settings(("hidden", "8"), ("layers", 2)), Throws.ArgumentException.With.Message.Contains("layers"));
        Assert.That(Rows.Settings(("layers", 3), ("width", 5)).Hidden, Is.EqualTo(new[] { 5, 5, 5 }));
        Assert.That(Rows.Settings(("layers", 0)).Hidden, Is.Empty);
        Assert.That(Rows.Settings(("width", 9)).Hidden, Is.EqualTo(new[] { 9 }));
    }

    [TestCase("loss", "hinge", "auto")]
    [TestCase("label_noise", 0.1, "0")]
    [TestCase("label_smoothing", 0.1, "0")]
    [TestCase("early_stopping_metric", "accuracy", "rmse")]
    public void CheckTarget_WhatNeedsClasses_IsRefusedOnNumbers(string name, object value, string allowed)
    {
        Scalar scalar = value is double number ? number : (string)value;

        Assert.That(Rows.Settings((name, scalar)).CheckTarget(classCount: 0), Does.StartWith(name).And.Contain(allowed));
        Assert.That(Rows.Settings((name, scalar)).CheckTarget(classCount: 3), Is.Null);
    }

    private static float[] Weights(Samples rows, params (string Name, Scalar Value)[] parameters)
    {
        var settings = Rows.Settings([.. parameters, ("epochs", 25), ("learning_rate", 0.01)]);
        using var outcome = Trainer.Train(settings, rows, null, [], 1, null, CancellationToken.None);
        return [.. outcome.Network!.ExportLayers().SelectMany(layer => layer.Weights)];
    }
}
