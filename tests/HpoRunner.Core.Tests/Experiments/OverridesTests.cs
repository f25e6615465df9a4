using HpoRunner.Training;

namespace HpoRunner.Experiments;

internal sealed class OverridesTests
{
    private const string Conditional =
        "parameters: {optimizer: [adam, momentum], momentum: {min: 0.1, max: 0.9, default: 0.5, when: {optimizer: momentum}}}";

    [Test]
    public void Set_Scalar_FixesTheParameter() =>
        Assert.That(
            Set("learning_rate=0.01", "parameters: {learning_rate: {min: 0.1, max: 1.0}}").Domain,
            Is.EqualTo(new FixedDomain(0.01)));

    [Test]
    public void Set_List_IsAChoice() =>
        Assert.That(
            ((ChoiceDomain)Set("batch_size=[16, full]", "parameters: {batch_size: 8}").Domain).Values,
            Is.EqualTo(new Scalar[] { 16, "full" }));

    [Test]
    public void Set_Mapping_IsARange() =>
        Assert.That(
            Set("l2={min: 1e-6, max: 1e-2, scale: log}", "parameters: {l2: 0}").Domain,
            Is.EqualTo(new RangeDomain(1e-6, 1e-2, false, true, null, null)));

    [Test]
    public void Set_ParameterOfTheFile_KeepsItsPlaceItsConditionAndItsDefault()
    {
        var parameters = Sample.Sound(Conditional, new Overrides(["momentum={min: 0.2, max: 0.3}"])).Parameters;
        Assert.That(parameters.Select(parameter => parameter.Name), Is.EqualTo(new[] { "optimizer", "momentum" }));
        Assert.That(parameters[1].When.Single().Parameter, Is.EqualTo("optimizer"));
        Assert.That(parameters[1].Default, Is.EqualTo((Scalar)0.5));
    }

    [Test]
    public void Set_FixedValueOfAConditionalParameter_StaysConditional()
    {
        var experiment = Sample.Sound(Conditional, new Overrides(["momentum=0.7"]));
        Assert.That(experiment.Parameters[1].Domain, Is.EqualTo(new FixedDomain(0.7)));
        Assert.That(experiment.Baseline.ToString(), Is.EqualTo("optimizer=adam"));
    }

    [Test]
    public void Set_WithoutParametersInTheFile_JoinsTheDefaultSearch() =>
        Assert.That(Sample.Sound("", new Overrides(["epochs=5"])).Baseline.ToString(),
            Is.EqualTo("learning_rate=0.001 batch_size=32 beta1=0.9 beta2=0.999 l2=0 init=glorot_uniform epochs=5"));

    [Test]
    public void Set_TwiceTheSame_TheLastWins() =>
        Assert.That(Sample.Sound("", new Overrides(["epochs=5", "epochs=6"])).Parameters[^1].Domain, Is.EqualTo(new FixedDomain(6)));

    [TestCase("lerning_rate=0.1", "--set lerning_rate=0.1: parameters.lerning_rate: unknown parameter; did you mean learning_rate?")]
    [TestCase("batch_size=010", "--set batch_size=010: parameters.batch_size: 010 is not a number in YAML 1.2; write 10 or \"010\"")]
    [TestCase("epochs=", "--set epochs=: the value is blank")]
    [TestCase("epochs", "--set epochs: is not parameter=value, like learning_rate=0.01")]
    [TestCase("=5", "--set =5: is not parameter=value, like learning_rate=0.01")]
    [TestCase("epochs=[5", "--set epochs=[5: the [ that opens here is never closed; its ] is missing")]
    [TestCase("epochs=*x", "--set epochs=*x: the alias *x is not allowed; write the value again")]
    [TestCase(
        "learning_rate={min: 1, max: 0.1}",
        "--set learning_rate={min: 1, max: 0.1}: parameters.learning_rate.min: min 1 is not below max 0.1")]
    public void Set_Wrong_NamesTheOption(string set, string expected) =>
        Assert.That(Sample.Errors("", new Overrides([set])), Is.EqualTo(new[] { expected }));

    [Test]
    public void Options_Given_ReplaceTheFile()
    {
        var experiment = Sample.Sound("seed: 1\nbudget: {trials: 60, time: 1h}\nworkers: {count: 2, threads: 4}",
            new Overrides(Trials: "10", For: "90s", Until: "07:00", Workers: "auto", Seed: "9"));
        Assert.That(experiment.Seed, Is.EqualTo(9));
        Assert.That(experiment.Budget, Is.EqualTo(new BudgetSettings(10, TimeSpan.FromSeconds(90), new TimeOnly(7, 0))));
        Assert.That(experiment.Workers, Is.EqualTo(new WorkerSettings(null, 4)));
    }

    [Test]
    public void Options_Wrong_AreToldTogetherAndAfterTheFile() =>
        Assert.That(Sample.Errors("sed: 1", new Overrides(Trials: "ten", For: "8", Until: "7", Workers: "0", Seed: "-1")), Is.EqualTo(new[]
        {
            "2:1: sed: unknown key; did you mean seed?",
            "--seed -1: seed: -1 is not allowed; seed is a whole number from 0 to 9007199254740991",
            "--trials ten: budget.trials: ten is not a number",
            "--for 8: budget.time: 8 has no unit; write 8s, 8m, 8h or 8d",
            "--until 7: budget.until: 7 is not a time of day; write one from \"00:00\" to \"23:59\", like \"07:00\"",
            "--workers 0: workers.count: 0 is not allowed; count is a whole number from 1 to 1024",
        }));

    private static Parameter Set(string set, string snippet) => Sample.Sound(snippet, new Overrides([set])).Parameters.Single();
}
