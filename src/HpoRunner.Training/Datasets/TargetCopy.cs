namespace HpoRunner.Training.Datasets;

/// <summary>Finds a feature that is the target: equal in every row, or, for classes, each class under exactly one other name.</summary>
internal static class TargetCopy
{
    public static bool Is(Column column, Target target) => target.Kind == TargetKind.Classification
        ? IsRelabelling(column, target.Classes)
        : column is NumericColumn numbers && Enumerable.Range(0, target.Names.Count).Any(j => IsEqual(numbers, target, j));

    private static bool IsEqual(NumericColumn numbers, Target target, int output)
    {
        for (var row = 0; row < numbers.RowCount; row++)
        {
            if (numbers[row] != target.Values[row * target.Names.Count + output])
                return false;
        }
        return true;
    }

    /// <summary>Whether value → class is one to one. A missing value matches nothing, so that a column with gaps is no copy.</summary>
    private static bool IsRelabelling(Column column, int[] classes)
    {
        var classOf = new Dictionary<double, int>();
        var taken = new HashSet<int>();
        for (var row = 0; row < classes.Length; row++)
        {
            if (column.IsMissing(row))
                return false;
            var value = column is NumericColumn numbers ? numbers[row] : ((CategoricalColumn)column)[row];
            if (!classOf.TryGetValue(value, out var known))
            {
                if (!taken.Add(classes[row]))
                    return false;
                classOf.Add(value, classes[row]);
            }
            else if (known != classes[row])
            {
                return false;
            }
        }
        return true;
    }
}
