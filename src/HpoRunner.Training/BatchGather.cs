using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
            Copy(features.Slice(order[i] * width, width), input.Row(i));
    }

    /// <summary>The same length. Rows are short, and a copy of memory looks for the best way longer than it takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ReadOnlySpan<float> from, Span<float> to)
    {
        var lanes = Vector512<float>.Count;
        if (from.Length < lanes)
        {
            from.CopyTo(to);
            return;
        }
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        var last = (nuint)(from.Length - lanes);
        for (nuint i = 0; i < last; i += (nuint)lanes)
            Vector512.LoadUnsafe(ref source, i).StoreUnsafe(ref target, i);
        Vector512.LoadUnsafe(ref source, last).StoreUnsafe(ref target, last);
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
