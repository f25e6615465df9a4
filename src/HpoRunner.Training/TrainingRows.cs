using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// Which of the given rows a network learns from: a share of them (<c>train_share</c>), less those that early stopping watches. Both
/// parts are drawn with the seed, classes in proportion, at least one row each; early stopping on a single row watches that row itself.
/// </summary>
internal sealed record TrainingRows(Samples Training, Samples? Watched)
{
    public static TrainingRows Choose(TrainerSettings settings, Samples samples, ulong seed)
    {
        var training = samples;
        if (settings.TrainShare < 1)
        {
            var line = Line(samples, RandomStream.Derive(seed, "train share"));
            training = samples.Choose([.. Evenly(line, CountOf(settings.TrainShare, line.Length)).Order()]);
        }
        if (settings.EarlyStopping == 0)
            return new TrainingRows(training, null);
        if (training.RowCount == 1)
            return new TrainingRows(training, training);
        var order = Line(training, RandomStream.Derive(seed, "early stopping"));
        var count = Math.Min(CountOf(settings.EarlyStoppingShare, order.Length), order.Length - 1);
        var watched = Evenly(order, count).ToHashSet();
        return new TrainingRows(
            training.Choose([.. Enumerable.Range(0, training.RowCount).Where(row => !watched.Contains(row))]),
            training.Choose([.. watched.Order()]));
    }

    private static int CountOf(double share, int rows) => Math.Clamp((int)Math.Round(share * rows, MidpointRounding.AwayFromZero), 1, rows);

    /// <summary>Shuffled, then class by class.</summary>
    private static int[] Line(Samples samples, RandomStream random)
    {
        int[] line = [.. Enumerable.Range(0, samples.RowCount)];
        random.Shuffle(line.AsSpan());
        return samples.IsClassification ? [.. line.OrderBy(row => samples.Classes[row])] : line;
    }

    /// <summary>As many rows at even distances, so each class in proportion.</summary>
    private static IEnumerable<int> Evenly(int[] line, int count) =>
        Enumerable.Range(0, count).Select(i => line[(int)((2L * i + 1) * line.Length / (2L * count))]);
}
