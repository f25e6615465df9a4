using System.Globalization;
using HpoRunner.Training.Datasets;

namespace HpoRunner.CrossValidation;

internal sealed class SplitsTests
{
    // 60 of class 0, 30 of class 1 and 10 of class 2, mixed.
    private static readonly int[] Classes = [
        .. Enumerable.Range(0, 100).Select(row => row * 37 % 100 is var place && place < 60 ? 0 : place < 90 ? 1 : 2)];

    private static readonly SplitSettings FiveFolds = new(
        SplitMethod.KFold, 5, 1, Stratify: true, HoldoutShare: 0.2, TestShare: 0.2, Seed: 7);

    private static SplitRows Rows => new(100) { Classes = Classes, ClassNames = ["a", "b", "c"] };

    [Test]
    public void Make_Stratified_KeepsTheSharesOfTheClasses()
    {
        var splits = Splits.Make(FiveFolds, Rows);
        Assert.That(Counts(splits.TestRows), Is.EqualTo(new[] { 12, 6, 2 }));
        for (var fold = 0; fold < 5; fold++)
        {
            var (training, validation) = splits.Fold(0, fold);
            Assert.That((training.Length, validation.Length), Is.EqualTo((64, 16)));
            Assert.That(Counts(validation)[0], Is.InRange(9, 10));
            Assert.That(Counts(validation)[1], Is.InRange(4, 5));
            Assert.That(Counts(validation)[2], Is.InRange(1, 2));
        }
    }

    [Test]
    public void Make_NotStratified_LeavesTheSharesToChance()
    {
        var splits = Splits.Make(FiveFolds with { Stratify = false }, Rows);
        Assert.That(splits.TestRows, Has.Length.EqualTo(20));
        Assert.That(splits.Hash, Is.Not.EqualTo(Splits.Make(FiveFolds, Rows).Hash));
    }

    [Test]
    public void Make_NoTestShare_HasNoTestRows()
    {
        var splits = Splits.Make(FiveFolds with { TestShare = null }, Rows);
        Assert.That(splits.TestRows, Is.Empty);
        Assert.That(splits.DevelopmentRows, Is.EqualTo(Enumerable.Range(0, 100)));
    }

    [Test]
    public void TestRows_OtherMethodFoldsAndRepeats_StayTheSame()
    {
        var testRows = Splits.Make(FiveFolds, Rows).TestRows;
        Assert.That(Splits.Make(FiveFolds with { Folds = 8, Repeats = 3 }, Rows).TestRows, Is.EqualTo(testRows));
        Assert.That(Splits.Make(FiveFolds with { Method = SplitMethod.Holdout }, Rows).TestRows, Is.EqualTo(testRows));
        Assert.That(Splits.Make(FiveFolds with { Seed = 8 }, Rows).TestRows, Is.Not.EqualTo(testRows));
    }

    [Test]
    public void Fold_OfARepeat_StaysWhenRepeatsAreAdded()
    {
        var one = Splits.Make(FiveFolds, Rows);
        var three = Splits.Make(FiveFolds with { Repeats = 3 }, Rows);
        Assert.That(three.Repeats, Is.EqualTo(3));
        Assert.That(three.Fold(0, 4), Is.EqualTo(one.Fold(0, 4)));
        Assert.That(three.Fold(1, 4).Validation, Is.Not.EqualTo(one.Fold(0, 4).Validation));
        Assert.That(three.Fold(2, 4).Validation, Is.Not.EqualTo(three.Fold(1, 4).Validation));
    }

    [Test]
    public void Make_Holdout_ValidatesOnItsShareOncePerRepeat()
    {
        var splits = Splits.Make(FiveFolds with { Method = SplitMethod.Holdout, HoldoutShare = 0.25, Repeats = 2 }, Rows);
        Assert.That(splits.FoldsPerRepeat, Is.EqualTo(1));
        var (training, validation) = splits.Fold(0, 0);
        Assert.That((training.Length, validation.Length), Is.EqualTo((60, 20)));
        Assert.That(Counts(validation), Is.EqualTo(new[] { 12, 6, 2 }));
        Assert.That(splits.Fold(1, 0).Validation, Is.Not.EqualTo(validation));
        Assert.That(() => splits.Fold(0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // Printed by splits_reference.py, which works from the definitions alone. It must never change: journals hold such hashes.
    [Test]
    public void Hash_OfTheFirstVersion_IsReproduced() =>
        Assert.That(
            Splits.Make(FiveFolds with { Repeats = 2 }, Rows).Hash,
            Is.EqualTo("b055cabd5ed631dc89bbf14bb186b756b89d8e000fca5b2be8a0274405d60535"));

    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void Make_UnderAnyCulture_GivesTheSameSplits_Fault54(string culture)
    {
        var text = "kind,x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{"iIıİäz"[i % 6]},{i % 7}.5,{"iIı"[i % 3]}\n"));
        var expected = ReadAndSplit(text);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(ReadAndSplit(text), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Make_OnManyThreadsAtOnce_GivesTheSameSplits_Fault54()
    {
        var hashes = new string[16];
        Parallel.For(0, hashes.Length, i => hashes[i] = Splits.Make(FiveFolds with { Repeats = 2 }, Rows).Hash);
        Assert.That(hashes.Distinct().ToArray(), Has.Length.EqualTo(1));
    }

    private static string ReadAndSplit(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            var dataset = Dataset.Read(new DatasetSettings { File = path, Targets = ["y"] });
            return Splits.Make(FiveFolds with { Repeats = 2 }, dataset).Hash + string.Join(' ', dataset.ClassNames);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int[] Counts(int[] rows) => [.. Enumerable.Range(0, 3).Select(index => rows.Count(row => Classes[row] == index))];
}
