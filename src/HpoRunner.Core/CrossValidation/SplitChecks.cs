using HpoRunner.Training.Datasets;
using static System.FormattableString;

namespace HpoRunner.CrossValidation;

/// <summary>Reasons why rows cannot be split as asked, collected and thrown together.</summary>
internal static class SplitChecks
{
    private const string Folds = "validation.folds";

    /// <summary>What can be told from the settings and the number of rows.</summary>
    public static void BeforeSplitting(SplitSettings settings, SplitRows rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Repeats, 1);
        var problems = new List<(string Setting, string Message)>();
        if (settings.Method == SplitMethod.GroupKFold && rows.Groups is null)
            problems.Add(("validation.group", "group_k_fold needs validation.group, the column that names the groups"));
        if (settings.Method == SplitMethod.TimeSeries && rows.Order is null)
            problems.Add(("validation.order", "time_series needs validation.order, the column that tells the time"));
        if (settings.Method != SplitMethod.Holdout && settings.Folds < 2)
            problems.Add((Folds, Invariant($"{settings.Folds} fold{(settings.Folds == 1 ? "" : "s")}: at least 2 are needed")));
        if (settings.TestShare is { } test)
            CheckShare("data.test", test, rows.Count, "rows", problems);
        Throw(rows, problems);
    }

    /// <summary>What can be told once the test rows are set apart.</summary>
    public static void BeforeFolding(SplitSettings settings, SplitRows rows, int[] testRows, int[] developmentRows)
    {
        var problems = new List<(string Setting, string Message)>();
        if (settings.TestShare is not null && testRows.Length == 0)
            problems.Add(
                ("data.test", "the test set is empty: the first group or time is too large for its share; choose a larger data.test"));
        switch (settings.Method)
        {
            case SplitMethod.Holdout:
                CheckShare("validation.share", settings.HoldoutShare, developmentRows.Length, "rows that are not test rows", problems);
                break;
            case SplitMethod.KFold:
                CheckEnough(settings.Folds, developmentRows.Length, "rows that are not test rows", problems);
                if (problems.Count == 0 && settings.Stratify && rows.Classes is not null)
                    CheckClasses(settings.Folds, rows, developmentRows, problems);
                break;
            case SplitMethod.GroupKFold:
                var groupCount = developmentRows.Select(row => rows.Groups![row]).Distinct().Count();
                CheckEnough(settings.Folds, groupCount, "groups that are not in the test set", problems);
                break;
            case SplitMethod.TimeSeries:
                CheckBlocks(settings.Folds, rows, developmentRows, problems);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(settings));
        }
        Throw(rows, problems);
    }

    private static void CheckShare(
        string setting, double share, int rowCount, string which, List<(string Setting, string Message)> problems)
    {
        var count = Splits.RowsOf(share, rowCount);
        var asked = Invariant($"{setting}: {share * 100:0.##} % of {rowCount} {which} is");
        if (count < 1)
            problems.Add((setting, $"{asked} no row; choose a larger share"));
        else if (count >= rowCount)
            problems.Add((setting, $"{asked} all of them and leaves none for training; choose a smaller share"));
    }

    private static void CheckEnough(int folds, int parts, string which, List<(string Setting, string Message)> problems)
    {
        if (folds > parts)
            problems.Add((Folds, Invariant($"{folds} folds need {folds} {which}, there are {parts}; choose fewer folds")));
    }

    private static void CheckClasses(int folds, SplitRows rows, int[] developmentRows, List<(string Setting, string Message)> problems)
    {
        var counts = new int[Math.Max(rows.ClassNames.Count, rows.Classes!.Max() + 1)];
        foreach (var row in developmentRows)
            counts[rows.Classes![row]]++;
        var small = Enumerable.Range(0, counts.Length).Where(index => counts[index] < folds).ToArray();
        if (small.Length == 0)
            return;
        var said = string.Join(", ", small.Take(5).Select(index => Invariant($"'{NameOf(index)}' has {counts[index]}")));
        var others = small.Length > 5 ? Invariant($" and {small.Length - 5} more classes") : "";
        var counted = string.Join(", ", counts.Select((count, index) => Invariant($"{NameOf(index)} {count}")));
        var all = counts.Length <= 20 ? $" (rows per class, test rows not counted: {counted})" : "";
        var need = Invariant($"{folds} folds need {folds} rows of each class");
        problems.Add((Folds, $"{need}, {said}{others}{all}; choose fewer folds, stratify: false, or merge classes"));

        string NameOf(int index) => index < rows.ClassNames.Count ? rows.ClassNames[index] : Invariant($"{index}");
    }

    private static void CheckBlocks(int folds, SplitRows rows, int[] developmentRows, List<(string Setting, string Message)> problems)
    {
        if (developmentRows.Length < folds + 1)
        {
            var need = Invariant($"{folds} folds in time need {folds + 1} rows that are not test rows, there are {developmentRows.Length}");
            problems.Add((Folds, $"{need}; choose fewer folds"));
        }
        if (problems.Count > 0)
            return;
        var cuts = TimeBlocks.Cuts(TimeBlocks.Sorted(developmentRows, rows.Order!), rows.Order!, folds);
        if (cuts[0] == 0 || cuts.Zip(cuts.Skip(1)).Any(pair => pair.First == pair.Second))
            problems.Add((Folds, Invariant(
                $"{folds} folds leave a block without rows, since rows of equal time stay together; choose fewer folds")));
    }

    private static void Throw(SplitRows rows, List<(string Setting, string Message)> problems)
    {
        if (problems.Count > 0)
            throw new DatasetException([
                .. problems.Select(problem => new DatasetProblem(rows.Place, problem.Message) { Setting = problem.Setting }),
            ]);
    }
}
