namespace HpoRunner.Training.Datasets;

/// <summary>Keys by which rows are grouped or ordered.</summary>
internal static class RowKeys
{
    /// <summary>
    /// The place of each row's value among the different values in ascending order, from 0: numbers by size, texts by their characters'
    /// codes.
    /// </summary>
    public static int[] Ranks(Column column)
    {
        if (column is CategoricalColumn texts)
        {
            var codes = new int[texts.RowCount];
            for (var row = 0; row < codes.Length; row++)
                codes[row] = texts[row];
            return codes;
        }
        var numbers = (NumericColumn)column;
        var values = new double[numbers.RowCount];
        for (var row = 0; row < values.Length; row++)
            values[row] = numbers[row];
        var different = values.Distinct().Order().ToArray();
        return Array.ConvertAll(values, value => Array.BinarySearch(different, value));
    }
}
