using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training;

namespace HpoRunner.Experiments;

internal sealed class SearchSpaceTests
{
    private static readonly Experiment Conditional = Sample.Sound(
        """
        parameters:
          momentum: {min: 0.5, max: 0.99, when: {optimizer: momentum}}
          beta1: {min: 0.8, max: 0.99, when: {optimizer: adam}}
          optimizer: [adam, momentum, sgd]
          schedule: [constant, step]
          schedule_every: {min: 5, max: 20, when: {schedule: step, optimizer: [momentum, sgd]}}
          epochs: 30
        constraints: [beta1 < 0.95, momentum != 0.9]
        """);

    [Test]
    public void Complete_Nothing_IsTheBaseline() =>
        Assert.That(Conditional.Baseline.ToString(), Is.EqualTo("beta1=0.9 optimizer=adam schedule=constant epochs=30"));

    [Test]
    public void Complete_InactiveValues_AreDropped() =>
        Assert.That(Complete(("optimizer", "sgd"), ("momentum", 0.7), ("schedule", "step"), ("schedule_every", 7)).ToString(),
            Is.EqualTo("optimizer=sgd schedule=step schedule_every=7 epochs=30"));

    [Test]
    public void Complete_OneOfTwoConditions_IsNotEnough() =>
        Assert.That(Complete(("schedule", "step"))["schedule_every"], Is.Null);

    [Test]
    public void Active_ConditionOnAnInactiveParameter_DoesNotHold()
    {
        var chain = Sample.Sound(
            """
            parameters:
              activation: {values: [relu, tanh], when: {schedule: step}}
              schedule: {values: [step, constant], when: {optimizer: sgd}}
              optimizer: [adam, sgd]
            """).Parameters;
        var values = new Dictionary<string, Scalar> { ["activation"] = "tanh", ["schedule"] = "step", ["optimizer"] = "adam" };
        Assert.That(SearchSpace.Active(chain, values).Select(parameter => parameter.Name), Is.EqualTo(new[] { "optimizer" }));
    }

    [Test]
    public void Broken_FirstConstraintThatFails_IsGiven()
    {
        Assert.That(SearchSpace.Broken(Conditional.Constraints, Complete(("beta1", 0.96)))?.ToString(), Is.EqualTo("beta1 < 0.95"));
        Assert.That(
            SearchSpace.Broken(Conditional.Constraints, Complete(("optimizer", "momentum"), ("momentum", 0.9)))?.ToString(),
            Is.EqualTo("momentum != 0.9"));
        Assert.That(
            SearchSpace.Broken(Conditional.Constraints, Complete(("optimizer", "sgd"), ("beta1", 0.96))), Is.Null,
            "an inactive parameter breaks nothing");
    }

    [TestCase("batch_size < 64", 32, true)]
    [TestCase("batch_size < 64", 64, false)]
    [TestCase("batch_size <= 64", 64, true)]
    [TestCase("batch_size > 64", 64, false)]
    [TestCase("batch_size >= 64", 64, true)]
    [TestCase("64 < batch_size", 128, true)]
    [TestCase("batch_size == full", 128, false)]
    [TestCase("batch_size != full", 128, true)]
    public void Holds_EachRelation_Compares(string constraint, int batchSize, bool expected)
    {
        var experiment = Sample.Sound($"parameters: {{batch_size: [32, 64, 128, full]}}\nconstraints: [{constraint}]");
        Assert.That(experiment.Constraints.Single().Holds(new Configuration([new("batch_size", batchSize)])), Is.EqualTo(expected));
    }

    [Test]
    public void Holds_OrderingOfAText_SaysNothing() =>
        Assert.That(new Constraint("batch_size", "<", 64, true, false).Holds(new Configuration([new("batch_size", "full")])), Is.True);

    [Test]
    public void Allows_ValueOutsideTheTable_IsRefused()
    {
        Assert.That(SearchSpace.Allows("learning_rate", -0.1), Is.False);
        Assert.That(SearchSpace.Allows("learning_rate", 0.1), Is.True);
        Assert.That(SearchSpace.Allows("somebody_elses", -0.1), Is.True);
    }

    [Test]
    public void Complete_AnyAssignment_IsInFileOrderAndStable() =>
        Prop.ForAll(Gen.Choose(0, 2).ArrayOf(4).ToArbitrary(), picks =>
        {
            var configuration = Complete(
                ("optimizer", new Scalar[] { "adam", "momentum", "sgd" }[picks[0]]), ("schedule", picks[1] > 0 ? "step" : "constant"),
                ("beta1", 0.8 + (picks[2] * 0.05)), ("momentum", 0.5 + (picks[3] * 0.1)), ("schedule_every", 5 + picks[3]));
            var order = Conditional.Parameters.Select(parameter => parameter.Name).Where(name => configuration[name] is not null);
            return configuration.Entries.Select(entry => entry.Key).SequenceEqual(order)
                && SearchSpace.Complete(Conditional.Parameters, configuration.Values).Equals(configuration);
        }).QuickCheckThrowOnFailure();

    private static Configuration Complete(params (string Name, Scalar Value)[] values) =>
        SearchSpace.Complete(Conditional.Parameters, values.ToDictionary(pair => pair.Name, pair => pair.Value));
}
