namespace HpoRunner.Training.Datasets;

/// <summary>
/// Scales all pixels of a channel alike, by the mean and deviation (or the bounds) of the whole channel over the training rows, as is
/// usual for images. Each column by itself, as for tables, would blow up the pixels at the edges, which hardly ever light up, and would
/// scale a shifted picture differently from the same picture in its old place.
/// </summary>
internal static class ChannelScaling
{
    /// <summary>
    /// Replaces centre and scale of fitted columns, which keep what they fill missing values with. Not for
    /// <see cref="ScaleMethod.Robust"/>: the quartiles of a channel are mostly one and the same background.
    /// </summary>
    public static void Apply(
        FittedColumn[] fitted, IReadOnlyList<Column> columns, ImageShape image, ReadOnlySpan<int> rows, ScaleMethod method)
    {
        if (method == ScaleMethod.None)
            return;
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var places = Enumerable.Range(0, fitted.Length / image.Channels).Select(pixel => pixel * image.Channels + channel).ToArray();
            var values = new Channel(places, columns, fitted);
            var (centre, scale) = method switch
            {
                ScaleMethod.Standard => values.MeanAndDeviation(rows),
                ScaleMethod.MinMax => values.Bounds(rows),
                _ => throw new ArgumentOutOfRangeException(nameof(method), method, "not for images"),
            };
            foreach (var place in places)
                fitted[place] = (FittedNumbers)fitted[place] with { Centre = centre, Scale = scale == 0 ? 1 : scale };
        }
    }

    /// <summary>The values of one channel, missing ones filled.</summary>
    private sealed class Channel(int[] places, IReadOnlyList<Column> columns, FittedColumn[] fitted)
    {
        /// <summary>Mean, and √(Σ(x − mean)² / n) over all pixels and rows.</summary>
        public (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<int> rows)
        {
            var count = (double)places.Length * rows.Length;
            var sum = 0.0;
            foreach (var place in places)
            {
                foreach (var row in rows)
                    sum += At(place, row);
            }
            var mean = sum / count;
            var squares = 0.0;
            foreach (var place in places)
            {
                foreach (var row in rows)
                    squares += (At(place, row) - mean) * (At(place, row) - mean);
            }
            return (mean, Math.Sqrt(squares / count));
        }

        /// <summary>The least value, and how far the largest lies above it.</summary>
        public (double Least, double Range) Bounds(ReadOnlySpan<int> rows)
        {
            var (least, largest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var place in places)
            {
                foreach (var row in rows)
                {
                    least = Math.Min(least, At(place, row));
                    largest = Math.Max(largest, At(place, row));
                }
            }
            return (least, largest - least);
        }

        private double At(int place, int row) =>
            columns[place].IsMissing(row) ? ((FittedNumbers)fitted[place]).Fill : ((NumericColumn)columns[place])[row];
    }
}
