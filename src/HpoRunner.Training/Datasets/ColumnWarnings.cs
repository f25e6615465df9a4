using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>Columns that can be used but are probably a mistake: without information, names of rows, or the target in disguise.</summary>
internal static class ColumnWarnings
{
    private const int FewestRowsOfIds = 10;
    private const int ManyCategories = 1000;
    private const int NamesShown = 5;

    public static IReadOnlyList<DatasetProblem> Find(string fileName, IReadOnlyList<Column> features, Target target)
    {
        List<string> empty = [], constant = [], ids = [], wide = [], counters = [], copies = [];
        foreach (var column in features)
        {
            var list = column switch
            {
                NumericColumn numbers when IsEmpty(numbers, numbers.RowCount) => empty,
                NumericColumn numbers when IsConstant(numbers) => constant,
                NumericColumn numbers => CountsRows(numbers) ? counters : null,
                CategoricalColumn { Categories.Count: <= 1 } => constant,
                CategoricalColumn texts when IsUnique(texts) => ids,
                CategoricalColumn texts => texts.Categories.Count > ManyCategories ? wide : null,
                _ => throw new InvalidOperationException(column.GetType().Name),
            };
            list?.Add(column.Name);
            if (TargetCopy.Is(column, target))
                copies.Add(column.Name);
        }
        var warnings = new List<DatasetProblem>();
        var targets = string.Join("', '", target.Names);
        Warn(
            copies,
            $"the target '{targets}' in other words: no model is needed to know it, and scores will be too good. Remove with data.ignore");
        Warn(ids, "a different text in every row, such as an id: nothing can be learnt from it. Remove with data.ignore");
        Warn(counters, "the number of the row: if the file is sorted it gives the target away. Remove with data.ignore");
        Warn(wide, Invariant($"more than {ManyCategories} different texts, and as many features after encoding"));
        Warn(constant, "the same value in every row: no information");
        Warn(empty, "no value in any row: no information. Remove with data.ignore");
        return warnings;

        void Warn(List<string> names, string what)
        {
            if (names.Count > 0)
                warnings.Add(new DatasetProblem(fileName, $"{Named(names)} {(names.Count == 1 ? "holds" : "each hold")} {what}"));
        }
    }

    private static string Named(List<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesShown).Select(name => $"'{name}'"));
        var rest = names.Count - NamesShown;
        return (names.Count == 1 ? "column " : "columns ") + shown
            + (rest > 0 ? Invariant($" and {rest} more") : "");
    }

    private static bool IsEmpty(Column column, int rowCount)
    {
        for (var row = 0; row < rowCount; row++)
        {
            if (!column.IsMissing(row))
                return false;
        }
        return true;
    }

    private static bool IsConstant(NumericColumn numbers)
    {
        var first = double.NaN;
        for (var row = 0; row < numbers.RowCount; row++)
        {
            var value = numbers[row];
            if (double.IsNaN(value))
                continue;
            if (double.IsNaN(first))
                first = value;
            else if (value != first)
                return false;
        }
        return true;
    }

    private static bool CountsRows(NumericColumn numbers)
    {
        if (numbers.RowCount < FewestRowsOfIds || numbers[0] is not (0 or 1))
            return false;
        for (var row = 1; row < numbers.RowCount; row++)
        {
            if (numbers[row] != numbers[0] + row)
                return false;
        }
        return true;
    }

    private static bool IsUnique(CategoricalColumn texts) => texts.RowCount >= FewestRowsOfIds && texts.Categories.Count == texts.RowCount;
}
