using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

/// <summary>What every optimizer that evaluates the objective promises.</summary>
[TestFixtureSource(typeof(OptimizerFactory), nameof(OptimizerFactory.ObjectiveRules))]
internal sealed class ObjectiveOptimizerTests(string name)
{
    [Test]
    public void Step_OnAConvexFunction_NeverClimbsAndReachesTheMinimum()
    {
        using var optimizer = Create();
        var objective = new QuarticObjective();
        var value = objective.Measure();
        for (var step = 0; step < 400; step++)
        {
            optimizer.Step(objective, OptimizerFactory.DefaultLearningRate(name));
            var next = objective.Measure();
            Assert.That(next, Is.LessThanOrEqualTo(value));
            value = next;
        }

        Assert.That(objective.Parameters[..5].ToArray(), Is.EqualTo(QuarticObjective.Minimum).Within(2e-3));
        Assert.That(objective.Parameters[5..].ToArray(), Is.All.Zero);
    }

    [Test]
    public void Step_ObjectiveThatIsNotFinite_LeavesTheParameters()
    {
        using var optimizer = Create();
        var objective = new QuarticObjective();
        objective.Parameters[0] = float.NaN;
        optimizer.Step(objective, 0.1);

        Assert.That(objective.Parameters[1..].ToArray(), Is.All.Zero);
    }

    [Test]
    public void Train_SmallNetwork_LowersTheLossEveryEpoch()
    {
        var losses = new List<double>();
        var accuracies = new List<double>();
        var settings = Rows.Settings(
            ("optimizer", name), ("hidden", "6"), ("activation", "tanh"), ("batch_size", "full"), ("l2", 0.001), ("epochs", 40));
        using var outcome = Trainer.Train(
            settings, Rows.Classes(60, 4, 3), null, ["train_loss", "train_accuracy"], 3, Note, CancellationToken.None);

        Assert.That(losses[^1], Is.LessThan(0.9 * losses[0]));
        // Dropout is off, so only rounding and the penalty's share may lift the loss itself from one epoch to the next.
        Assert.That(losses.Zip(losses.Skip(1), (before, after) => after - before), Is.All.LessThan(5e-3));
        // Of 60 rows each, counted once however often a step looked at them.
        Assert.That(accuracies.Select(accuracy => accuracy * 60 % 1), Is.All.EqualTo(0).Within(1e-9).Or.EqualTo(1).Within(1e-9));
        Assert.That(accuracies[^1], Is.GreaterThan(accuracies[0]));
        void Note(EpochMeasurement epoch)
        {
            losses.Add(epoch.Values[0]);
            accuracies.Add(epoch.Values[1]);
        }
    }

    [Test]
    public void Train_WithDropout_StaysFiniteAndRepeatable()
    {
        var rows = Rows.Classes(60, 4, 3);
        var settings = Rows.Settings(("optimizer", name), ("hidden", "6"), ("dropout", 0.3), ("batch_size", "full"), ("epochs", 5));
        var first = LossOf(settings, rows);

        Assert.That(first, Is.Positive);
        Assert.That(LossOf(settings, rows), Is.EqualTo(first));
    }

    private static double LossOf(TrainerSettings settings, Samples rows)
    {
        using var outcome = Trainer.Train(settings, rows, null, ["train_loss"], 3, null, CancellationToken.None);
        return outcome.Metrics[0];
    }

    private ObjectiveOptimizer Create() => OptimizerFactory.CreateForObjective(Rows.Settings(("optimizer", name)), 8, seed: 5);
}
