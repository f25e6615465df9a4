using HpoRunner.Training.Datasets;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>Copies rows of samples, in any order, into a network's input and into the targets of a batch.</summary>
internal static class BatchGather
{
    /// <summary>Rows order[0], order[1], … become rows 0, 1, … of the batch.</summary>
    public static void Features(Samples samples, ReadOnlySpan<int> order, PaddedMatrix input)
    {
        var width = samples.FeatureCount;
        var features = samples.Features.AsSpan();
        for (var i = 0; i < order.Length; i++)
            features.Slice(order[i] * width, width).CopyTo(input.Row(i));
    }

    public static void Targets(Samples samples, ReadOnlySpan<int> order, TargetScaling scaling, BatchTargets targets)
    {
        if (samples.IsClassification)
        {
            for (var i = 0; i < order.Length; i++)
                targets.Classes[i] = samples.Classes[order[i]];
            return;
        }
        var width = samples.TargetCount;
        for (var i = 0; i < order.Length; i++)
            scaling.Standardize(samples.Targets.AsSpan(order[i] * width, width), targets.Values!.Row(i));
    }
}
