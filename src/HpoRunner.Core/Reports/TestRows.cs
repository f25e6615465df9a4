using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Ranking;

namespace HpoRunner.Reports;

/// <summary>The frozen winner against the baseline on the test rows, from what both predicted for the same rows.</summary>
internal static class TestRows
{
    private const ulong BootstrapSeed = 1;

    /// <summary>Null when one of the two has no completed final fit, or both are the same trial.</summary>
    public static TestComparison? Compare(RunState state, EvaluationSlot? winner, EvaluationSlot? baseline)
    {
        if (winner?.FinalFit is not { } first || baseline?.FinalFit is not { } second || ReferenceEquals(winner, baseline))
            return null;
        return state.Metric switch
        {
            "accuracy" => TestComparison.Of(McNemar.Of(Right(first), Right(second))),
            "log_loss" when first.LogLosses is { } mine && second.LogLosses is { } theirs =>
                TestComparison.Of(PairedBootstrap.OfLosses(mine, theirs, BootstrapSeed)),
            "log_loss" => null,
            "f1_macro" =>
                TestComparison.Of(PairedBootstrap.Of(first.Rows.Count, rows => MacroF1(first, rows) - MacroF1(second, rows),
                    BootstrapSeed)),
            // rmse and r2 order two predictors of the same rows as their squared errors do.
            _ => TestComparison.Of(PairedBootstrap.OfLosses(SquaredErrors(first), SquaredErrors(second), BootstrapSeed)),
        };
    }

    /// <summary>Counts by [true][predicted].</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Confusion(FinalFit fit, int classCount)
    {
        var counts = Enumerable.Range(0, classCount).Select(_ => new int[classCount]).ToArray();
        for (var row = 0; row < fit.Rows.Count; row++)
            counts[(int)fit.Truth[row]][(int)fit.Predicted[row]]++;
        return counts;
    }

    private static bool[] Right(FinalFit fit) => [.. fit.Truth.Zip(fit.Predicted, (truth, predicted) => truth == predicted)];

    private static double[] SquaredErrors(FinalFit fit) =>
        [.. fit.Truth.Zip(fit.Predicted, (truth, predicted) => (truth - predicted) * (truth - predicted))];

    /// <summary>Mean over the classes that occur as truth or prediction of 2·TP / (2·TP + FP + FN).</summary>
    private static double MacroF1(FinalFit fit, int[] rows)
    {
        var both = new Dictionary<double, (int Hits, int Marks)>();
        foreach (var row in rows)
        {
            var (truth, predicted) = (fit.Truth[row], fit.Predicted[row]);
            var ofTruth = both.GetValueOrDefault(truth);
            both[truth] = (ofTruth.Hits + (truth == predicted ? 1 : 0), ofTruth.Marks + 1);
            var ofPredicted = both.GetValueOrDefault(predicted);
            both[predicted] = (ofPredicted.Hits, ofPredicted.Marks + 1);
        }
        return both.Values.Average(count => 2.0 * count.Hits / count.Marks);
    }
}
