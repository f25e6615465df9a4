using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
internal sealed class TrainerTests
{
    private static readonly string[] ClassMetrics = ["accuracy", "log_loss", "f1_macro", "loss", "train_accuracy", "train_loss"];

    [Test]
    public void Train_DigitsInFiveFolds_ReachesWhatSuchANetworkReaches()
    {
        var digits = Rows.Digits();
        var order = Enumerable.Range(0, digits.RowCount).ToArray();
        RandomStream.Derive(7, "folds").Shuffle(order.AsSpan());
        var settings = Rows.Settings(("hidden", "64"), ("epochs", 30));
        var scores = new List<double>();
        for (var fold = 0; fold < 5; fold++)
        {
            var validation = digits.Subset([.. order.Where((_, i) => i % 5 == fold)]);
            var training = digits.Subset([.. order.Where((_, i) => i % 5 != fold)]);
            using var outcome = Trainer.Train(settings, training, validation, ["accuracy"], (ulong)fold, null, CancellationToken.None);
            scores.Add(outcome.Metrics[0]);
        }

        // scikit-learn 1.2.1, seeds s = 0 … 3: 0.97497, 0.97552, 0.97274, 0.97886 from
        //   cross_val_score(MLPClassifier((64,), batch_size=32, max_iter=30, random_state=s, alpha=0, tol=0, n_iter_no_change=100),
        //                   StandardScaler().fit_transform(X), y, cv=KFold(5, shuffle=True, random_state=s)).mean()
        Assert.That(scores.Average(), Is.GreaterThan(0.968));
    }

    [Test]
    public void Train_SameSeed_GivesTheSameBitsAndAnotherSeedOthers()
    {
        var rows = Rows.Classes(90, 6, 3);
        var settings = Rows.Settings(("hidden", "9-5"), ("dropout", 0.2), ("epochs", 5));

        var first = Outputs(settings, rows, seed: 4);

        Assert.That(Outputs(settings, rows, seed: 4), Is.EqualTo(first));
        Assert.That(Outputs(settings, rows, seed: 5), Is.Not.EqualTo(first));
    }

    [Test]
    public void Train_WithOrWithoutWatching_GivesTheSameNetwork()
    {
        var rows = Rows.Classes(70, 6, 3);
        var settings = Rows.Settings(("dropout", 0.2), ("epochs", 4));
        using var watched = Trainer.Train(settings, rows, rows, ClassMetrics, 4, _ => { }, CancellationToken.None);
        var outputs = new float[70 * 3];
        watched.Network!.Predict(rows, outputs);

        Assert.That(outputs, Is.EqualTo(Outputs(settings, rows, seed: 4)));
    }

    [Test]
    public void Train_SeveralTargets_ExplainsThemInTheirOwnUnits()
    {
        var rows = Rows.Numbers(300, 4, 2);
        var settings = Rows.Settings(("hidden", "16"), ("epochs", 60), ("learning_rate", 0.01));
        using var outcome = Trainer.Train(settings, rows.Subset([.. Enumerable.Range(0, 240)]), rows.Subset([.. Enumerable.Range(240, 60)]),
            ["r2", "rmse", "train_r2"], 1, null, CancellationToken.None);

        // The targets are linear in the features with a spread of about 40.
        Assert.That(outcome.Metrics[0], Is.GreaterThan(0.98));
        Assert.That(outcome.Metrics[1], Is.InRange(0.01, 6));
        Assert.That(outcome.Metrics[2], Is.GreaterThan(0.98));
    }

    [Test]
    public void Train_LinearModelOnFullBatch_FindsTheLeastSquaresSolution()
    {
        var rows = Rows.Numbers(40, 3, 1);
        var settings = Rows.Settings(
            ("hidden", "none"), ("optimizer", "sgd"), ("learning_rate", 0.3), ("batch_size", "full"), ("epochs", 300));
        using var outcome = Trainer.Train(settings, rows, null, ["train_rmse", "train_loss"], 1, null, CancellationToken.None);

        // The targets are an exact linear function, up to 32-bit rounding of numbers around 100.
        Assert.That(outcome.Metrics[0], Is.LessThan(1e-3));
        Assert.That(outcome.Metrics[1], Is.LessThan(1e-9));
        Assert.That(outcome.Network!.ParameterCount, Is.EqualTo(4));
    }

    [Test]
    public void Train_TooLargeARate_IsAResultAndNotAnError([Values(true, false)] bool watched)
    {
        var rows = Rows.Numbers(200, 4, 1);
        var settings = Rows.Settings(("hidden", "16-16"), ("optimizer", "sgd"), ("learning_rate", 100), ("epochs", 20));
        var seen = 0;

        var outcome = Trainer.Train(settings, rows, rows, ["rmse", "train_loss"], 1, watched ? _ => seen++ : null, CancellationToken.None);

        Assert.That(outcome.Diverged, Is.True);
        Assert.That(outcome.Epochs, Is.LessThan(20));
        Assert.That(outcome.Metrics, Is.EqualTo(new[] { double.NaN, double.NaN }));
        Assert.That(outcome.Network, Is.Null);
        Assert.That(seen, Is.EqualTo(watched ? outcome.Epochs - 1 : 0));
    }

    [Test]
    public void Train_FeaturesThatAreNotFinite_Diverges()
    {
        var rows = Rows.Classes(20, 2, 2);
        rows.Features[7] = float.NaN;

        var outcome = Trainer.Train(Rows.Settings(), rows, null, ["train_loss"], 1, null, CancellationToken.None);

        Assert.That((outcome.Diverged, outcome.Epochs), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Train_EveryEpoch_ReportsTheMetricsInTheOrderAskedFor()
    {
        var rows = Rows.Classes(100, 5, 3);
        var measurements = new List<EpochMeasurement>();
        using var outcome = Trainer.Train(
            Rows.Settings(("epochs", 12), ("learning_rate", 0.01)), rows, rows, ClassMetrics, 1, measurements.Add, CancellationToken.None);

        Assert.That(measurements.Select(measurement => measurement.Epoch), Is.EqualTo(Enumerable.Range(1, 12)));
        Assert.That(measurements.Select(measurement => measurement.Values.Count), Is.All.EqualTo(ClassMetrics.Length));
        // Here the validation rows are the training rows; log_loss and loss differ by the rounding of probabilities only.
        var (first, last) = (measurements[0].Values, measurements[^1].Values);
        Assert.That(last[1], Is.EqualTo(last[3]).Within(1e-6));
        Assert.That(last[3], Is.LessThan(first[3]));
        Assert.That(outcome.Metrics.Take(4), Is.EqualTo(last.Take(4)));
        Assert.That(outcome.Metrics[5], Is.EqualTo(outcome.Metrics[3]));
        Assert.That(outcome.Metrics[4], Is.EqualTo(outcome.Metrics[0]));
        // The running figures lag behind the weights, so they are worse while the network learns.
        Assert.That(first[5], Is.GreaterThan(first[3]));
        Assert.That(first[4], Is.LessThan(first[0]));
    }

    [Test]
    public void Train_WithoutValidationRows_LeavesTheirMetricsBlank()
    {
        var rows = Rows.Classes(20, 5, 3);
        using var outcome = Trainer.Train(
            Rows.Settings(("epochs", 1)), rows, null, ["accuracy", "train_accuracy"], 1, null, CancellationToken.None);

        Assert.That(outcome.Metrics[0], Is.NaN);
        Assert.That(outcome.Metrics[1], Is.InRange(0, 1));
    }

    [Test]
    public void Train_RowsThatDoNotFillABatch_Works([Values(1, 2, 31, 33)] int rowCount)
    {
        var rows = Rows.Classes(rowCount, 5, 3);
        using var outcome = Trainer.Train(Rows.Settings(("epochs", 3)), rows, rows, ["accuracy", "loss"], 1, null, CancellationToken.None);

        Assert.That(outcome.Diverged, Is.False);
        Assert.That(outcome.Metrics[1], Is.Positive.And.LessThan(10));
    }

    [Test]
    public void Train_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();

        Assert.That(
            () => Trainer.Train(Rows.Settings(), Rows.Classes(64, 5, 3), null, [], 1, _ => source.Cancel(), source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Train_MetricsOrLossThatTheTargetDoesNotHave_Throws()
    {
        var classes = Rows.Classes(10, 2, 2);
        var numbers = Rows.Numbers(10, 2, 1);

        Assert.That(() => Train(classes, "rmse"), Throws.ArgumentException.With.Message.Contains("rmse"));
        Assert.That(() => Train(numbers, "train_accuracy"), Throws.ArgumentException.With.Message.Contains("accuracy"));
        Assert.That(() => Train(classes, "precission"), Throws.ArgumentException.With.Message.Contains("precission"));
        Assert.That(
            () => Train(numbers, "rmse", ("loss", "cross_entropy")),
            Throws.ArgumentException.With.Message.Contains("cross_entropy"));
        static void Train(Samples rows, string metric, params (string, Scalar)[] parameters) =>
            Trainer.Train(Rows.Settings(parameters), rows, null, [metric], 1, null, CancellationToken.None);
    }

    [Test]
    public void Train_RowsThatContradictThemselves_Throws()
    {
        var good = Rows.Classes(10, 2, 2);
        Samples[] bad =
        [
            new() { Features = [], RowCount = 0, FeatureCount = 2, ClassCount = 2 },
            new() { Features = good.Features, RowCount = 10, FeatureCount = 3, Classes = good.Classes, ClassCount = 2 },
            new() { Features = good.Features, RowCount = 10, FeatureCount = 2, Classes = [.. good.Classes.Select(_ => 2)], ClassCount = 2 },
            new() { Features = good.Features, RowCount = 10, FeatureCount = 2 },
        ];
        foreach (var rows in bad)
            Assert.That(() => Trainer.Train(Rows.Settings(), rows, null, [], 1, null, CancellationToken.None), Throws.ArgumentException);
        Assert.That(
            () => Trainer.Train(Rows.Settings(), good, Rows.Classes(10, 3, 2), [], 1, null, CancellationToken.None),
            Throws.ArgumentException);
    }

    private static float[] Outputs(TrainerSettings settings, Samples rows, ulong seed)
    {
        using var outcome = Trainer.Train(settings, rows, null, [], seed, null, CancellationToken.None);
        var outputs = new float[rows.RowCount * rows.ClassCount];
        outcome.Network!.Predict(rows, outputs);
        return outputs;
    }
}
