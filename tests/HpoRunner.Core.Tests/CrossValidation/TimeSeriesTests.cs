using HpoRunner.Training.Datasets;

namespace HpoRunner.CrossValidation;

internal sealed class TimeSeriesTests
{
    private static readonly SplitSettings ThreeFolds = new(
        SplitMethod.TimeSeries, 3, 1, Stratify: false, HoldoutShare: 0.2, TestShare: null, Seed: 3);

    // for tr, va in TimeSeriesSplit(3).split(numpy.zeros((11, 1))): print(tr, va)   (scikit-learn 1.2.1)
    [Test]
    public void Make_RowsInTheOrderOfTime_AgreesWithScikitLearn()
    {
        var splits = Splits.Make(ThreeFolds, new SplitRows(11) { Order = [.. Enumerable.Range(0, 11)] });
        Assert.That(splits.Fold(0, 0), Is.EqualTo((new[] { 0, 1, 2, 3, 4 }, new[] { 5, 6 })));
        Assert.That(splits.Fold(0, 1), Is.EqualTo((new[] { 0, 1, 2, 3, 4, 5, 6 }, new[] { 7, 8 })));
        Assert.That(splits.Fold(0, 2), Is.EqualTo((new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, new[] { 9, 10 })));
    }

    [Test]
    public void Make_RowsInAnyOrder_TrainsOnThePastAndTestsOnTheEnd()
    {
        int[] order = [.. Enumerable.Range(0, 40).Select(row => row * 27 % 40)];
        var splits = Splits.Make(ThreeFolds with { TestShare = 0.2 }, new SplitRows(40) { Order = order });
        Assert.That(splits.TestRows.Select(row => order[row]).Order(), Is.EqualTo(Enumerable.Range(32, 8)));
        for (var fold = 0; fold < 3; fold++)
        {
            var (training, validation) = splits.Fold(0, fold);
            Assert.That(training.Max(row => order[row]), Is.LessThan(validation.Min(row => order[row])));
            Assert.That(validation, Has.Length.EqualTo(8));
            Assert.That(validation, Is.Ordered);
        }
    }

    // Cuts at rows 3, 6 and 9 would part equal times: they move back to the first of them.
    [Test]
    public void Make_EqualTimes_AreNeverParted()
    {
        var splits = Splits.Make(ThreeFolds, new SplitRows(12) { Order = [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3] });
        Assert.That(splits.Fold(0, 0), Is.EqualTo((new[] { 0, 1 }, new[] { 2, 3, 4 })));
        Assert.That(splits.Fold(0, 1), Is.EqualTo((new[] { 0, 1, 2, 3, 4 }, new[] { 5, 6, 7 })));
        Assert.That(splits.Fold(0, 2), Is.EqualTo((new[] { 0, 1, 2, 3, 4, 5, 6, 7 }, new[] { 8, 9, 10, 11 })));
    }

    [Test]
    public void Make_TooFewDifferentTimes_SaysSo_Fault50() =>
        Assert.That(
            () => Splits.Make(ThreeFolds, new SplitRows(12) { Order = [.. Enumerable.Repeat(0, 6), .. Enumerable.Repeat(1, 6)] }),
            Throws
                .TypeOf<DatasetException>()
                .With.Message.EqualTo(
                    "data: 3 folds leave a block without rows, since rows of equal time stay together; choose fewer folds"));

    [Test]
    public void Make_FewerRowsThanBlocks_SaysSo_Fault50() =>
        Assert.That(
            () => Splits.Make(ThreeFolds, new SplitRows(3) { Order = [0, 1, 2] }),
            Throws
                .TypeOf<DatasetException>()
                .With.Message.EqualTo("data: 3 folds in time need 4 rows that are not test rows, there are 3; choose fewer folds"));
}
