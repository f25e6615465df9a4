using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.CrossValidation;

internal sealed class GroupKFoldTests
{
    private static readonly SplitSettings ThreeFolds = new(
        SplitMethod.GroupKFold, 3, 2, Stratify: false, HoldoutShare: 0.2, TestShare: 0.2, Seed: 3);

    [Test]
    public void Make_AnyGroups_StayTogetherAndEachRowIsValidatedOnce() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll<int>(seed =>
    {
        var random = new RandomStream((ulong)seed);
        int[] groups = [.. Enumerable.Range(0, 120).Select(row => row < 12 ? row : random.NextInt(12))];
        var splits = Splits.Make(ThreeFolds with { Seed = seed }, new SplitRows(120) { Groups = groups });
        return Enumerable.Range(0, 2).All(repeat =>
        {
            var parts = Enumerable.Range(0, 3).Select(fold => splits.Fold(repeat, fold).Validation).Append(splits.TestRows).ToArray();
            return parts.SelectMany(part => part).Order().SequenceEqual(Enumerable.Range(0, 120))
                && parts.SelectMany(part => part.Select(row => groups[row]).Distinct()).Count() == 12;
        });
    }));

    [Test]
    public void Make_GroupsOfEqualSize_GiveEqualFolds()
    {
        var splits = Splits.Make(
            ThreeFolds with { TestShare = 0.25 },
            new SplitRows(96) { Groups = [.. Enumerable.Range(0, 96).Select(row => row % 12)] });
        Assert.That(splits.TestRows, Has.Length.EqualTo(24));
        Assert.That(Enumerable.Range(0, 3).Select(fold => splits.Fold(0, fold).Validation.Length), Is.EqualTo(new[] { 24, 24, 24 }));
        Assert.That(splits.Fold(1, 0).Validation, Is.Not.EqualTo(splits.Fold(0, 0).Validation));
    }

    // One group of half the rows fills a fold alone; the five others, of 10 rows each, go 30 and 20.
    [Test]
    public void Make_OneLargeGroup_GetsAFoldOfItsOwn()
    {
        int[] groups = [.. Enumerable.Range(0, 100).Select(row => row < 50 ? 0 : 1 + row % 5)];
        var splits = Splits.Make(ThreeFolds with { TestShare = null }, new SplitRows(100) { Groups = groups });
        Assert.That(Enumerable.Range(0, 3).Select(fold => splits.Fold(0, fold).Validation.Length), Is.EqualTo(new[] { 50, 30, 20 }));
    }

    [Test]
    public void Make_FewerGroupsThanFolds_SaysSo_Fault50() =>
        Assert.That(
            () => Splits.Make(
                ThreeFolds with { TestShare = null }, new SplitRows(10) { Groups = [.. Enumerable.Range(0, 10).Select(row => row % 2)] }),
            Throws.TypeOf<DatasetException>().With.Message.EqualTo(
                "data: 3 folds need 3 groups that are not in the test set, there are 2; choose fewer folds"));

    [Test]
    public void Make_NoGroupSmallEnoughForTheTestSet_SaysSo() =>
        Assert.That(
            () =>
                Splits.Make(
                    ThreeFolds with { TestShare = 0.1 },
                    new SplitRows(99) { Groups = [.. Enumerable.Range(0, 99).Select(row => row % 3)] }),
            Throws.TypeOf<DatasetException>().With.Message.StartsWith("data: the test set is empty"));
}
