using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

/// <summary>What every rule that takes steps from gradients promises.</summary>
[TestFixtureSource(typeof(OptimizerFactory), nameof(OptimizerFactory.GradientRules))]
internal sealed class OptimizerTests(string name)
{
    [Test]
    public void Step_OnAQuadratic_ReachesTheMinimum()
    {
        var target = Rows.Normals(new RandomStream(1), 48);
        var parameters = new float[48];
        var gradients = new float[48];
        // AdaGrad's steps shrink like 1/√t and AdaDelta's start at √ε: both need a longer rate to arrive in time.
        var rate = name is "adagrad" ? 0.5 : name is "adadelta" ? 5 : 0.01;
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 48);
        for (var t = 0; t < 3000; t++)
        {
            for (var i = 0; i < 48; i++)
                gradients[i] = (1 + i % 3) * (parameters[i] - target[i]);
            // Rules that look at signs or at relative sizes alone keep circling at the length of their steps.
            optimizer.Step(parameters, gradients, t < 2000 ? rate : rate / 100);
        }

        Assert.That(parameters, Is.EqualTo(target).Within(1e-3));
    }

    [Test]
    public void Step_ParametersWithoutGradient_StayWhatTheyAre([Values(1e-300, 1e-8)] double epsilon)
    {
        var parameters = Enumerable.Repeat(0.25f, 16).ToArray();
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name), ("epsilon", epsilon)), 16);

        optimizer.Step(parameters, new float[16], 0.1);
        optimizer.Step(parameters, new float[16], 0.1);

        Assert.That(parameters, Is.All.EqualTo(0.25f));
    }

    [Test]
    public void Step_AfterGradientsEnd_LeavesNoSubnormalState([Values(1e-3f, 1e-18f)] float size)
    {
        var parameters = new float[16];
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name), ("beta2", 0.9)), 16);
        optimizer.Step(parameters, [.. Enumerable.Repeat(size, 16)], 0.1);

        for (var step = 0; step < 2000; step++)
        {
            optimizer.Step(parameters, new float[16], 0.1);
            Assert.That(optimizer.State.Any(float.IsSubnormal), Is.False, $"step {step}");
        }
    }

    [Test]
    public void Step_GradientsThatAreNotNumbers_ShowInTheParameters()
    {
        var parameters = new float[16];
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 16);

        optimizer.Step(parameters, [1, float.NaN, .. Enumerable.Repeat(1f, 14)], 0.1);

        Assert.That(parameters[1], Is.NaN);
        Assert.That(parameters.Where((_, i) => i != 1).All(float.IsFinite));
    }

    [Test]
    public void Step_VectorsOfAnotherLength_Throws()
    {
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 16);

        Assert.That(() => optimizer.Step(new float[32], new float[32], 0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Step_AnyLengthOfVector_TreatsEveryElementAlike()
    {
        var start = Rows.Normals(new RandomStream(2), 16);
        var slopes = Rows.Normals(new RandomStream(3), 16);
        var (few, many) = (start.ToArray(), Enumerable.Repeat(start, 5).SelectMany(block => block).ToArray());
        using var small = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 16);
        using var large = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 80);
        for (var step = 0; step < 4; step++)
        {
            small.Step(few, slopes, 0.1);
            large.Step(many, [.. Enumerable.Repeat(slopes, 5).SelectMany(block => block)], 0.1);
        }

        Assert.That(many, Is.EqualTo(Enumerable.Repeat(few, 5).SelectMany(block => block)));
    }
}
