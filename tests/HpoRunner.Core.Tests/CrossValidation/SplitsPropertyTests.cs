using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.CrossValidation;

/// <summary>What holds for every seed, number of rows, folds, repeats and mixture of classes.</summary>
internal sealed class SplitsPropertyTests
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Test]
    public void Make_AnyRows_FoldsPartitionTheDevelopmentRows() =>
        ForAny((settings, rows, splits) => AllFolds(splits).Chunk(splits.FoldsPerRepeat).All(folds =>
        folds.SelectMany(fold => fold.Validation).Order().SequenceEqual(splits.DevelopmentRows)
        && folds.All(fold => fold.Training.Concat(fold.Validation).Order().SequenceEqual(splits.DevelopmentRows))));

    [Test]
    public void Make_AnyRows_TestRowsAreInNoFold() => ForAny((settings, rows, splits) =>
        splits.TestRows.Concat(splits.DevelopmentRows).Order().SequenceEqual(Enumerable.Range(0, rows.Count))
        && splits.TestRows.Length == Splits.RowsOf(settings.TestShare ?? 0, rows.Count)
        && AllFolds(splits).All(fold => !fold.Training.Concat(fold.Validation).Intersect(splits.TestRows).Any()));

    [Test]
    public void Make_AnyRows_ListsAscend() => ForAny((settings, rows, splits) =>
        AllFolds(splits).SelectMany(fold => new[] { fold.Training, fold.Validation }).Append(splits.TestRows)
            .All(list => list.Zip(list.Skip(1)).All(pair => pair.First < pair.Second)));

    [Test]
    public void Make_AnyRows_FoldsDifferByOneRowAtMost() => ForAny((settings, rows, splits) =>
        Spread(AllFolds(splits).Select(fold => fold.Validation.Length)) <= 1);

    [Test]
    public void Make_Stratified_FoldsDifferByOneRowOfAClassAtMost() => ForAny((settings, rows, splits) =>
        rows.Classes is null || !settings.Stratify || Enumerable.Range(0, rows.ClassNames.Count).All(index =>
            AllFolds(splits).Chunk(splits.FoldsPerRepeat)
                .All(folds => Spread(folds.Select(fold => fold.Validation.Count(row => rows.Classes[row] == index))) <= 1)));

    [Test]
    public void Make_Stratified_TestRowsHoldEachClassInItsShare() => ForAny((settings, rows, splits) =>
        rows.Classes is null || !settings.Stratify || Enumerable.Range(0, rows.ClassNames.Count).All(index =>
        {
            var share = (double)splits.TestRows.Length * rows.Classes.Count(label => label == index) / rows.Count;
            return Math.Abs(splits.TestRows.Count(row => rows.Classes[row] == index) - share) < 1;
        }));

    [Test]
    public void Make_Twice_GivesTheSameHash() => ForAny((settings, rows, splits) => Splits.Make(settings, rows).Hash == splits.Hash);

    [Test]
    public void Make_AnotherSeed_GivesAnotherHash() =>
        ForAny((settings, rows, splits) => Splits.Make(settings with { Seed = settings.Seed + 1 }, rows).Hash != splits.Hash);

    [Test]
    public void Make_Repeats_AreDifferentSplits() =>
        ForAny(
            (settings, rows, splits) =>
                Enumerable.Range(0, splits.Repeats).Select(repeat => string.Join(' ', splits.Fold(repeat, 0).Validation)).Distinct().Count()
                == splits.Repeats);

    private static IEnumerable<(int[] Training, int[] Validation)> AllFolds(Splits splits) =>
        from repeat in Enumerable.Range(0, splits.Repeats)
        from fold in Enumerable.Range(0, splits.FoldsPerRepeat)
        select splits.Fold(repeat, fold);

    private static int Spread(IEnumerable<int> counts) => counts.Max() - counts.Min();

    /// <summary>Enough rows that two seeds giving one split would be a wonder: some 10¹⁰ splits for the smallest.</summary>
    private static void ForAny(Func<SplitSettings, SplitRows, Splits, bool> holds) => Check.One(Checks, Prop.ForAll<int>(seed =>
    {
        var random = new RandomStream((ulong)seed);
        var (classCount, folds) = (1 + random.NextInt(5), 2 + random.NextInt(5));
        var count = 2 * classCount * folds + 20 + random.NextInt(80);

        // The first rows give each class what the folds and the test rows need; the rest fall as they like.
        var classes = new int[count];
        for (var row = 0; row < count; row++)
            classes[row] = row < 2 * classCount * folds ? row % classCount : random.NextInt(random.NextInt(classCount) + 1);
        var settings = new SplitSettings(
            SplitMethod.KFold,
            folds,
            Repeats: 1 + random.NextInt(3),
            Stratify: random.NextInt(3) > 0,
            HoldoutShare: 0.2,
            TestShare: random.NextInt(3) > 0 ? 0.1 + 0.3 * random.NextDouble() : null,
            seed);
        var rows = new SplitRows(count)
        {
            Classes = random.NextInt(4) > 0 ? classes : null,
            ClassNames = [.. Enumerable.Range(0, classCount).Select(index => $"class {index}")],
        };
        return holds(settings, rows, Splits.Make(settings, rows));
    }));
}
