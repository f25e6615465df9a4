using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>Makes classes or numbers of the target's columns.</summary>
internal static class TargetReading
{
    private const int MostClassesOfNumbers = 20;

    /// <summary>How a target column is to be read, before its values are known.</summary>
    public static ColumnKind? DeclaredKind(DatasetSettings settings, string name)
    {
        if (settings.Types.TryGetValue(name, out var kind))
            return kind;
        return settings.Kind == TargetKind.Regression || settings.Targets.Count > 1 ? ColumnKind.Numeric : null;
    }

    public static Target Read(DatasetSettings settings, IReadOnlyList<Column> columns, ProblemList problems)
    {
        if (columns.Count == 0)
            return new Target { Kind = TargetKind.Regression, Names = [] };
        var kind = settings.Kind ?? KindOf(columns);
        if (kind == TargetKind.Classification && columns.Count > 1)
            problems.Add($"classification has one target, {columns.Count} are named: {string.Join(", ", settings.Targets)}");
        if (kind == TargetKind.Regression && columns.OfType<CategoricalColumn>().FirstOrDefault() is { } text)
            problems.Add($"the target '{text.Name}' is categorical; a regression needs numbers");
        problems.ThrowIfAny();
        var target = kind == TargetKind.Classification
            ? columns[0] is NumericColumn numbers ? ClassesOf(numbers) : ClassesOf((CategoricalColumn)columns[0])
            : Regression(columns);
        CheckVaries(target, problems);
        return target;
    }

    private static TargetKind KindOf(IReadOnlyList<Column> columns)
    {
        if (columns.Count > 1)
            return TargetKind.Regression;
        return columns[0] is NumericColumn numbers && !AreFewWholes(numbers) ? TargetKind.Regression : TargetKind.Classification;
    }

    private static bool AreFewWholes(NumericColumn numbers)
    {
        var different = new HashSet<double>();
        for (var row = 0; row < numbers.RowCount; row++)
        {
            var value = numbers[row];
            if (Math.Floor(value) != value || (different.Add(value) && different.Count > MostClassesOfNumbers))
                return false;
        }
        return true;
    }

    private static Target ClassesOf(NumericColumn numbers)
    {
        var values = new double[numbers.RowCount];
        for (var row = 0; row < values.Length; row++)
            values[row] = numbers[row];
        var different = values.Distinct().Order().ToArray();
        var classes = Array.ConvertAll(values, value => Array.BinarySearch(different, value));
        return Classification(numbers.Name, Array.ConvertAll(different, value => Scalar.Number(value).ToString()), classes);
    }

    private static Target ClassesOf(CategoricalColumn texts)
    {
        var classes = new int[texts.RowCount];
        for (var row = 0; row < classes.Length; row++)
            classes[row] = texts[row];
        return Classification(texts.Name, texts.Categories, classes);
    }

    private static Target Classification(string name, IReadOnlyList<string> classNames, int[] classes) =>
        new() { Kind = TargetKind.Classification, Names = [name], ClassNames = classNames, Classes = classes };

    private static Target Regression(IReadOnlyList<Column> columns)
    {
        var numbers = columns.Cast<NumericColumn>().ToArray();
        var rowCount = numbers[0].RowCount;
        var values = new double[rowCount * numbers.Length];
        for (var row = 0; row < rowCount; row++)
        {
            for (var j = 0; j < numbers.Length; j++)
                values[row * numbers.Length + j] = numbers[j][row];
        }
        return new Target { Kind = TargetKind.Regression, Names = [.. columns.Select(column => column.Name)], Values = values };
    }

    private static void CheckVaries(Target target, ProblemList problems)
    {
        if (target.Kind == TargetKind.Classification)
        {
            if (target.ClassNames.Count == 1)
                problems.Add(Same(target.Names[0], $"'{target.ClassNames[0]}'", target.Classes.Length, "two classes"));
            return;
        }
        var width = target.Names.Count;
        for (var j = 0; j < width; j++)
        {
            var first = target.Values[j];
            var varies = false;
            for (var i = j; i < target.Values.Length && !varies; i += width)
                varies = target.Values[i] != first;
            if (!varies)
                problems.Add(Same(target.Names[j], Scalar.Number(first).ToString(), target.Values.Length / width, "two different values"));
        }
    }

    private static string Same(string name, string value, int rowCount, string needed) =>
        Invariant($"the target '{name}' is {value} in all {rowCount} rows; at least {needed} are needed to learn anything");
}
