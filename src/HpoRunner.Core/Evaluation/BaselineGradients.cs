using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Evaluation;

/// <summary>Checks the gradients of the network that an experiment's baseline describes, on rows of its first fold.</summary>
internal static class BaselineGradients
{
    private const int MostRows = 32;
    private const int MostParameters = 2000;

    public static GradientCheckOutcome Check(PreparedExperiment prepared)
    {
        var (experiment, dataset, splits) = prepared;
        var (rows, _) = splits.Fold(0, 0);
        var preprocessor = Preprocessor.Fit(dataset, rows, experiment.Preprocessing);

        // Rows at even distances: the file may be sorted by class.
        var count = Math.Min(MostRows, rows.Length);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => rows[(int)((long)i * rows.Length / count)])];
        var settings = TrainerSettings.From(experiment.Baseline.Values);
        return GradientCheck.Run(settings, preprocessor.Transform(dataset, chosen), (ulong)experiment.Seed, MostParameters);
    }
}
