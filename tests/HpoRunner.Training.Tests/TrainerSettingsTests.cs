using HpoRunner.Training.Initializers;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;
using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
internal sealed class TrainerSettingsTests
{
    [Test]
    public void From_Nothing_TakesTheDefaultsOfTheTable()
    {
        var settings = Rows.Settings();

        Assert.That(settings.Hidden, Is.EqualTo(new[] { 64 }));
        Assert.That(settings.Activation, Is.EqualTo("relu"));
        Assert.That(settings.Init, Is.EqualTo("glorot_uniform"));
        Assert.That(settings.LearningRate, Is.EqualTo(0.001));
        Assert.That(settings.Epsilon, Is.EqualTo(1e-8));
        Assert.That((settings.Beta1, settings.Beta2), Is.EqualTo((0.9, 0.999)));
        Assert.That(settings.BatchSize, Is.EqualTo(32));
        Assert.That(settings.Epochs, Is.EqualTo(30));
        Assert.That((settings.L2, settings.Dropout), Is.EqualTo((0, 0)));
    }

    [TestCase("adam", 0.001)]
    [TestCase("sgd", 0.01)]
    [TestCase("momentum", 0.01)]
    [TestCase("adadelta", 1)]
    [TestCase("adamax", 0.002)]
    [TestCase("nadam", 0.002)]
    [TestCase("lbfgs", 1)]
    public void From_AnOptimizerWithoutRate_TakesItsOwn(string optimizer, double expected)
    {
        Assert.That(Rows.Settings(("optimizer", optimizer)).LearningRate, Is.EqualTo(expected));
        Assert.That(Rows.Settings(("optimizer", optimizer), ("learning_rate", 0.5)).LearningRate, Is.EqualTo(0.5));
    }

    [Test]
    public void From_HiddenWidths_AreReadFromTheInputOn()
    {
        Assert.That(Rows.Settings(("hidden", "128-64-7")).Hidden, Is.EqualTo(new[] { 128, 64, 7 }));
        Assert.That(Rows.Settings(("hidden", "none")).Hidden, Is.Empty);
        Assert.That(Rows.Settings(("hidden", 64)).Hidden, Is.EqualTo(new[] { 64 }));
    }

    [Test]
    public void From_AnOptimizerWithoutEpsilonOrRho_TakesItsOwn()
    {
        Assert.That(Rows.Settings(("optimizer", "adagrad")).Epsilon, Is.EqualTo(1e-7));
        Assert.That(Rows.Settings(("optimizer", "rmsprop")).Epsilon, Is.EqualTo(1e-6));
        Assert.That(Rows.Settings(("optimizer", "adadelta"), ("epsilon", 0.1)).Epsilon, Is.EqualTo(0.1));
        Assert.That((Rows.Settings(("optimizer", "rmsprop")).Rho, Rows.Settings(("optimizer", "adadelta")).Rho), Is.EqualTo((0.9, 0.95)));
    }

    [Test]
    public void From_OptimizerOfFullBatches_TakesAllRowsAndNoOtherNumber([Values("rprop", "lbfgs")] string optimizer)
    {
        Assert.That(Rows.Settings(("optimizer", optimizer)).BatchSize, Is.Null);
        Assert.That(Rows.Settings(("optimizer", optimizer), ("batch_size", "full")).BatchSize, Is.Null);
        Assert.That(() => Rows.Settings(("optimizer", optimizer), ("batch_size", 32)),
            Throws.ArgumentException.With.Message.Contains("batch_size: 32").And.Message.Contains(optimizer).And.Message.Contains("full"));
    }

    [Test]
    public void From_IdentityBetweenLayersOfDifferentWidths_IsRefused()
    {
        Assert.That(
            () => Rows.Settings(("init", "identity"), ("hidden", "64-32")),
            Throws.ArgumentException.With.Message.Contains("64-32"));
        Assert.That(Rows.Settings(("init", "identity"), ("hidden", "64-64")).Init, Is.EqualTo("identity"));
        Assert.That(Rows.Settings(("init", "identity"), ("hidden", "none")).Init, Is.EqualTo("identity"));
    }

    [Test]
    public void From_BatchSizeFull_MeansAllRows() => Assert.That(Rows.Settings(("batch_size", "full")).BatchSize, Is.Null);

    [Test]
    public void From_SeveralFaults_NamesThemAll() => Assert.That(
        () => Rows.Settings(("learning_rate", -1), ("activation", "softplus"), ("colour", "blue"), ("epochs", 2.5), ("hidden", "64--3")),
        Throws.ArgumentException.With.Message.Contains("-1").And.Message.Contains("softplus").And.Message.Contains("colour")
            .And.Message.Contains("2.5").And.Message.Contains("64--3"));

    [Test]
    public void All_RowsOfTheTable_AllowTheirOwnDefault()
    {
        foreach (var row in ParameterTable.All)
            Assert.That(row.Check(row.Default), Is.Null, row.Name);
        Assert.That(ParameterTable.All.Select(row => row.Name), Is.Unique);
    }

    [TestCase("learning_rate", 0.0)]
    [TestCase("learning_rate", 101.0)]
    [TestCase("dropout", 1.0)]
    [TestCase("beta1", 1.0)]
    [TestCase("l2", -1e-9)]
    [TestCase("batch_size", 0.0)]
    [TestCase("l2", double.NaN)]
    public void Check_OutsideTheBounds_SaysWhatIsAllowed(string name, double value)
    {
        var row = ParameterTable.Find(name)!;

        Assert.That(row.Check(value), Does.Contain(name).And.Contain(row.Allowed));
    }

    [Test]
    public void UsedWith_EveryRow_NamesAParameterAndValuesOfTheTable()
    {
        foreach (var use in ParameterTable.All.Select(row => row.UsedWith).OfType<ParameterUse>())
        {
            var other = ParameterTable.Find(use.Parameter);
            Assert.That(other, Is.Not.Null);
            Assert.That(
                use.Values.Select(value => other!.Check(Scalar.TryParseNumber(value, out var number) ? number : value)),
                Is.All.Null);
        }
    }

    [Test]
    public void Create_EveryNameOfTheFactories_IsBuilt()
    {
        foreach (var name in OptimizerFactory.Names)
        {
            var settings = Rows.Settings(("optimizer", name));
            using IDisposable optimizer = OptimizerFactory.GradientRules.Contains(name)
                ? OptimizerFactory.Create(settings, Optimizer.Lanes)
                : OptimizerFactory.CreateForObjective(settings, 8, 1);
            Assert.That(settings.LearningRate, Is.Positive);
            Assert.That(OptimizerFactory.DefaultEpsilon(name), Is.Null.Or.Positive);
        }
        foreach (var name in ScheduleFactory.Names)
            Assert.That(ScheduleFactory.Create(Rows.Settings(("schedule", name)), 30).Factor(0), Is.EqualTo(1));
        foreach (var name in InitializerFactory.Names)
            Assert.That(InitializerFactory.Create(Rows.Settings(("init", name))), Is.Not.Null);
        foreach (var name in LossFactory.Names)
        {
            using var loss = LossFactory.Create(Rows.Settings(("loss", name)), Rows.Classes(3, 2, 2));
            Assert.That(loss, Is.Not.Null);
        }
        using var activations = new Activations(1, 1, needsGradients: true);
        foreach (var name in ActivationFactory.Names)
            Assert.That(ActivationFactory.Create(name, activations), Is.Not.Null);
    }

    [Test]
    public void CheckTarget_CrossEntropyOnNumbers_IsRefused()
    {
        Assert.That(Rows.Settings(("loss", "cross_entropy")).CheckTarget(classCount: 0), Does.Contain("mse"));
        Assert.That(Rows.Settings(("loss", "cross_entropy")).CheckTarget(classCount: 3), Is.Null);
    }

    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(0, false)]
    public void CheckTarget_AreaUnderCurve_NeedsTwoClasses(int classCount, bool fits) => Assert.That(
        Rows.Settings(("early_stopping_metric", "roc_auc")).CheckTarget(classCount),
        fits ? Is.Null
            : Does.StartWith("early_stopping_metric: roc_auc is ").And.Contain("; allowed: ").And.Not.Contain("allowed: roc_auc"));
}
