using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
internal sealed class EarlyStoppingTests
{
    private static readonly (string, Scalar)[] Overfitting =
    [
        ("hidden", "60"), ("learning_rate", 0.02), ("batch_size", 8), ("label_noise", 0.4), ("epochs", 80),
    ];

    [Test]
    public void Train_Overfitting_StopsAndRestoresTheBestEpoch()
    {
        var rows = Rows.Classes(120, 8, 3);
        var settings = Rows.Settings([.. Overfitting, ("early_stopping", 5)]);
        var (_, watched) = TrainingRows.Choose(settings, rows, 3);
        var losses = new List<double>();

        // The watched rows also judge here, so that what early stopping saw can be looked at.
        using var outcome = Trainer.Train(
            settings, rows, watched, ["loss"], 3, epoch => losses.Add(epoch.Values[0]), CancellationToken.None);

        Assert.That(outcome.Epochs, Is.LessThan(80));
        Assert.That(outcome.BestEpoch, Is.EqualTo(losses.IndexOf(losses.Min()) + 1));
        Assert.That(outcome.Epochs, Is.EqualTo(outcome.BestEpoch + 5));
        Assert.That(outcome.Metrics[0], Is.EqualTo(losses.Min()));
    }

    [Test]
    public void Train_OnAMetricToMaximize_KeepsItsFirstBestEpoch([Values(false, true)] bool normalized)
    {
        var rows = Rows.Classes(150, 8, 3);
        var settings = Rows.Settings([
            .. Overfitting, ("early_stopping", 4), ("early_stopping_metric", "accuracy"), ("batch_norm", normalized),
        ]);
        var (_, watched) = TrainingRows.Choose(settings, rows, 3);
        var scores = new List<double>();

        using var outcome = Trainer.Train(
            settings, rows, watched, ["accuracy"], 3, epoch => scores.Add(epoch.Values[0]), CancellationToken.None);

        Assert.That(outcome.BestEpoch, Is.EqualTo(scores.IndexOf(scores.Max()) + 1));
        Assert.That(outcome.Metrics[0], Is.EqualTo(scores.Max()));
    }

    [Test]
    public void Train_ChangesBelowTheMinimum_DoNotCount()
    {
        var settings = Rows.Settings(("early_stopping", 3), ("early_stopping_min_delta", 1000));
        using var outcome = Trainer.Train(settings, Rows.Classes(60, 4, 2), null, [], 1, null, CancellationToken.None);

        Assert.That((outcome.Epochs, outcome.BestEpoch), Is.EqualTo((4, 1)));
    }

    /// <summary>
    /// Patience for ever: only the schedule looks. Watched rows that get worse lower the rate, where the training loss goes on falling.
    /// </summary>
    [Test]
    public void Train_OnAPlateau_FollowsTheWatchedRowsWhateverEarlyStoppingWatches([Values("loss", "accuracy")] string metric)
    {
        (string, Scalar)[] parameters = [.. Overfitting, ("early_stopping", 1000), ("early_stopping_metric", metric)];
        var rows = Rows.Classes(120, 8, 3);
        double LastTrainingLoss(params (string, Scalar)[] schedule)
        {
            var losses = new List<double>();
            using var outcome = Trainer.Train(
                Rows.Settings([.. parameters, .. schedule]), rows, null,
                ["train_loss"], 3,
                epoch => losses.Add(epoch.Values[0]),
                CancellationToken.None);
            return losses[^1];
        }

        var constant = LastTrainingLoss();
        var plateau = LastTrainingLoss(("schedule", "plateau"), ("schedule_every", 3), ("schedule_factor", 0.01));

        Assert.That(plateau, Is.GreaterThan(1.2 * constant));
    }

    [Test]
    public void Train_WithoutEarlyStopping_HasNoBestEpoch()
    {
        using var outcome = Trainer.Train(Rows.Settings(("epochs", 2)), Rows.Classes(20, 4, 2), null, [], 1, null, CancellationToken.None);

        Assert.That((outcome.Epochs, outcome.BestEpoch), Is.EqualTo((2, (int?)null)));
    }

    [Test]
    public void Train_VeryFewRows_Works([Values(1, 2, 3)] int rowCount)
    {
        using var outcome = Trainer.Train(
            Rows.Settings(("early_stopping", 2), ("epochs", 5), ("train_share", 0.5)), Rows.Classes(rowCount, 4, 2), null,
            ["train_loss"], 1, null, CancellationToken.None);

        Assert.That(outcome.Diverged, Is.False);
        Assert.That(outcome.Metrics[0], Is.Not.NaN);
    }

    [TestCase(1.0, 0, 100, 0)]
    [TestCase(1.0, 3, 90, 10)]
    [TestCase(0.5, 0, 50, 0)]
    [TestCase(0.5, 3, 45, 5)]
    public void Choose_OfAHundredRows_TakesTheShares(double share, int patience, int training, int watched)
    {
        var chosen = TrainingRows.Choose(Rows.Settings(("train_share", share), ("early_stopping", patience)), Rows.Classes(100, 2, 3), 1);

        Assert.That((chosen.Training.RowCount, chosen.Watched?.RowCount ?? 0), Is.EqualTo((training, watched)));
    }

    [Test]
    public void Choose_Classes_KeepsTheirProportionAndPartsTheRows()
    {
        var rows = Rows.Classes(400, 3, 2);
        var chosen = TrainingRows.Choose(Rows.Settings(("early_stopping", 3), ("early_stopping_share", 0.25)), rows, 1);

        var share = rows.Classes.Average();
        Assert.That(chosen.Watched!.Classes.Average(), Is.EqualTo(share).Within(0.011));
        Assert.That(chosen.Training.Features.Concat(chosen.Watched.Features).Order(), Is.EqualTo(rows.Features.Order()));
    }

    [Test]
    public void Choose_AnotherSeed_TakesOtherRows()
    {
        var rows = Rows.Classes(100, 3, 2);
        var settings = Rows.Settings(("early_stopping", 3));

        float[] first = TrainingRows.Choose(settings, rows, 1).Watched!.Features;
        Assert.That(TrainingRows.Choose(settings, rows, 1).Watched!.Features, Is.EqualTo(first));
        Assert.That(TrainingRows.Choose(settings, rows, 2).Watched!.Features, Is.Not.EqualTo(first));
    }

    [Test]
    public void RowOrder_EveryKind_IsWhatItsNameSays()
    {
        var none = new RowOrder("none", 50, 1);
        Assert.That(none.Next().ToArray(), Is.Ordered);
        var once = new RowOrder("once", 50, 1);
        var first = once.Next().ToArray();
        Assert.That(first, Is.Not.Ordered.And.EquivalentTo(Enumerable.Range(0, 50)));
        Assert.That(once.Next().ToArray(), Is.EqualTo(first));
        var every = new RowOrder("every_epoch", 50, 1);
        first = every.Next().ToArray();
        Assert.That(every.Next().ToArray(), Is.Not.EqualTo(first).And.EquivalentTo(first));
        var drawn = new RowOrder("with_replacement", 1000, 1).Next().ToArray();
        // 1 − (1 − 1/n)ⁿ = 63.2 % of 1,000 rows are met, with a standard error of 1 %.
        Assert.That(drawn.Distinct().Count(), Is.EqualTo(632).Within(40));
    }
}
