using HpoRunner.Training.Optimizers;
using NUnit.Framework;

namespace HpoRunner.Training.Surfaces;

internal sealed class SurfaceParametersTests
{
    [TestCaseSource(typeof(SurfaceFactory), nameof(SurfaceFactory.Names))]
    public void On_EverySurface_AllowsItsOwnDefaults(string surface)
    {
        var set = SurfaceParameters.On(surface);
        Assert.That(set.All.Select(row => row.Check(row.Default)), Has.All.Null);
        Assert.That(set.All.Select(row => row.Name), Is.Unique);
        Assert.That(() => SurfaceSettings.From(surface, new Dictionary<string, Scalar>()), Throws.Nothing);
    }

    [Test]
    public void On_Optimizers_AreTheNetworksAndNewton() =>
        Assert.That(SurfaceParameters.On("saddle").Find("optimizer")!.Names, Is.EqualTo(OptimizerFactory.Names.Append("newton")));

    [Test]
    public void DefaultOf_LearningRate_IsTheOptimizers()
    {
        var set = SurfaceParameters.On("saddle");
        Assert.That(set.DefaultOf("learning_rate", "sgd"), Is.EqualTo((Scalar)0.01));
        Assert.That(set.DefaultOf("learning_rate", "newton"), Is.EqualTo((Scalar)1));
    }

    [TestCase("hidden", "64", "hidden is not a parameter on a surface")]
    [TestCase("optimizer", "newtn", "newtn is not allowed")]
    [TestCase("condition", "9", "condition is not a parameter on a surface")]
    public void From_WrongParameter_Throws(string name, string value, string problem) =>
        Assert.That(
            () => SurfaceSettings.From("saddle", new Dictionary<string, Scalar> { [name] = value }),
            Throws.ArgumentException.With.Message.Contains(problem));

    [Test]
    public void Check_NewtonForANetwork_SaysWhereItIs() =>
        Assert.That(
            ParameterTable.Find("optimizer")!.Check("newton"),
            Does.Contain("trainer: {surface: ravine}").And.Contain("lbfgs"));

    [Test]
    public void Elsewhere_NamesOfTheOtherTrainer_AreExplained()
    {
        Assert.That(ParameterSet.Of("ravine").Elsewhere("dropout"), Does.Contain("no meaning on a surface"));
        Assert.That(ParameterSet.Of(null).Elsewhere("damping"), Does.Contain("surfaces alone"));
        Assert.That(ParameterSet.Of("saddle").Elsewhere("condition"), Does.Contain("quadratic and ravine"));
        Assert.That(ParameterSet.Of("saddle").Elsewhere("nonsense"), Is.Null);
    }
}
