using HpoRunner.Training.Datasets;

namespace HpoRunner.CrossValidation;

internal sealed class SplitChecksTests
{
    private static readonly SplitSettings FiveFolds = new(
        SplitMethod.KFold, 5, 1, Stratify: true, HoldoutShare: 0.2, TestShare: null, Seed: 0);

    [Test]
    public void Make_ClassSmallerThanTheFolds_TellsCountsPerClass_Fault49()
    {
        var rows = Rows(20, 3, "healthy", "ill") with { Place = "data.csv" };
        Assert.That(
            Problems(FiveFolds, rows),
            Is.EqualTo(
                "data.csv: 5 folds need 5 rows of each class, 'ill' has 3 (rows per class, test rows not counted: healthy 17, ill 3); "
                + "choose fewer folds, stratify: false, or merge classes"));
    }

    [Test]
    public void Make_ClassSmallerThanTheFoldsNotStratified_IsAllowed_Fault49()
    {
        var rows = Rows(20, 3, "healthy", "ill");
        Assert.That(Problems(FiveFolds with { Stratify = false }, rows), Is.Empty);
    }

    // Of five rows of the class one or more go to the test set, and the rest no longer fill five folds.
    [Test]
    public void Make_ClassTooSmallOnceTestRowsAreGone_TellsSo_Fault49()
    {
        var rows = Rows(50, 5, "a", "b") with { Place = "data.csv" };
        Assert.That(Problems(FiveFolds with { TestShare = 0.2 }, rows), Does.StartWith(
            "data.csv: 5 folds need 5 rows of each class, 'b' has 4 (rows per class, test rows not counted: a 36, b 4)"));
    }

    [TestCase(1, "data: 1 fold: at least 2 are needed")]
    [TestCase(0, "data: 0 folds: at least 2 are needed")]
    [TestCase(-3, "data: -3 folds: at least 2 are needed")]
    [TestCase(11, "data: 11 folds need 11 rows that are not test rows, there are 10; choose fewer folds")]
    public void Make_TooFewOrTooManyFolds_SaysBothNumbers_Fault50(int folds, string expected) =>
        Assert.That(Problems(FiveFolds with { Folds = folds }, new SplitRows(10)), Is.EqualTo(expected));

    [Test]
    public void Make_AsManyFoldsAsRows_LeavesOneOut_Fault50()
    {
        var splits = Splits.Make(FiveFolds with { Folds = 10 }, new SplitRows(10));
        Assert.That(
            Enumerable.Range(0, 10).Select(fold => splits.Fold(0, fold).Validation.Single()).Order(),
            Is.EqualTo(Enumerable.Range(0, 10)));
    }

    [TestCase(0.04, "data: data.test: 4 % of 10 rows is no row; choose a larger share")]
    [TestCase(0.97, "data: data.test: 97 % of 10 rows is all of them and leaves none for training; choose a smaller share")]
    public void Make_TestShareOfNothingOrAll_SaysSo(double share, string expected) =>
        Assert.That(Problems(FiveFolds with { Folds = 2, TestShare = share }, new SplitRows(10)), Is.EqualTo(expected));

    [TestCase(0.01, "data: validation.share: 1 % of 8 rows that are not test rows is no row; choose a larger share")]
    [TestCase(0.999,
        "data: validation.share: 99.9 % of 8 rows that are not test rows is all of them and leaves none for training; "
        + "choose a smaller share")]
    public void Make_HoldoutOfNothingOrAll_SaysSo(double share, string expected) =>
        Assert.That(
            Problems(FiveFolds with { Method = SplitMethod.Holdout, HoldoutShare = share, TestShare = 0.2 }, new SplitRows(10)),
            Is.EqualTo(expected));

    [Test]
    public void Make_FoldsAndShareWrong_TellsBothAtOnce() =>
        Assert.That(Problems(FiveFolds with { Folds = 1, TestShare = 0.01 }, new SplitRows(10)).Split('\n'), Has.Length.EqualTo(2));

    [Test]
    [SetCulture("de-DE")]
    public void Make_UnderADecimalCommaCulture_WritesPoints() =>
        Assert.That(
            Problems(FiveFolds with { TestShare = 0.0125 }, new SplitRows(10)),
            Does.StartWith("data: data.test: 1.25 % of 10 rows"));

    [TestCase(SplitMethod.GroupKFold, "data: group_k_fold needs validation.group, the column that names the groups")]
    [TestCase(SplitMethod.TimeSeries, "data: time_series needs validation.order, the column that tells the time")]
    public void Make_WithoutTheKeysItNeeds_SaysSo(SplitMethod method, string expected) =>
        Assert.That(Problems(FiveFolds with { Method = method }, new SplitRows(10)), Is.EqualTo(expected));

    /// <summary>The second class has the first few rows.</summary>
    private static SplitRows Rows(int count, int second, params string[] names) =>
        new(count) { Classes = [.. Enumerable.Range(0, count).Select(row => row < second ? 1 : 0)], ClassNames = names };

    private static string Problems(SplitSettings settings, SplitRows rows)
    {
        try
        {
            Splits.Make(settings, rows);
            return "";
        }
        catch (DatasetException problem)
        {
            return problem.Message;
        }
    }
}
