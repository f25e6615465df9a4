namespace HpoRunner.Training.Datasets;

/// <summary>Writes the features of one column into rows.</summary>
internal abstract class FeatureWriter
{
    public static FeatureWriter For(FittedColumn fitted, Column column, int place) => (fitted, column) switch
    {
        (FittedNumbers numbers, NumericColumn values) => new NumberWriter(numbers, values, place),
        (FittedCategories categories, CategoricalColumn texts) => new CategoryWriter(categories, texts, place),
        _ => throw new ArgumentException($"column '{column.Name}' is {column.Kind}, fitted as {fitted.GetType().Name}"),
    };

    /// <summary>Features: row-major [rows × stride], zero before.</summary>
    public abstract void Write(ReadOnlySpan<int> rows, Span<float> features, int stride);

    private sealed class NumberWriter(FittedNumbers fitted, NumericColumn column, int place) : FeatureWriter
    {
        public override void Write(ReadOnlySpan<int> rows, Span<float> features, int stride)
        {
            var (fill, centre, scale) = (fitted.Fill, fitted.Centre, fitted.Scale);
            for (var i = 0; i < rows.Length; i++)
            {
                var value = column[rows[i]];
                features[i * stride + place] = (float)(((double.IsNaN(value) ? fill : value) - centre) / scale);
            }
        }
    }

    private sealed class CategoryWriter : FeatureWriter
    {
        private readonly CategoricalColumn _column;

        // The feature of each of the column's categories, −1 for one unseen in training; the last entry is that of a missing value.
        private readonly int[] _features;

        public CategoryWriter(FittedCategories fitted, CategoricalColumn column, int place)
        {
            _column = column;
            var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < fitted.Categories.Count; i++)
                placeOf[fitted.Categories[i]] = place + i;
            var ofMissing = fitted.Fill is null ? -1 : placeOf[fitted.Fill];
            _features = [.. column.Categories.Select(category => placeOf.GetValueOrDefault(category, -1)), ofMissing];
        }

        public override void Write(ReadOnlySpan<int> rows, Span<float> features, int stride)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var code = _column[rows[i]];
                var feature = _features[code < 0 ? ^1 : code];
                if (feature >= 0)
                    features[i * stride + feature] = 1;
            }
        }
    }
}
