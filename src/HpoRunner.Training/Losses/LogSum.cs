using System.Runtime.CompilerServices;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Losses;

/// <summary>Σ (ln sumᵣ − shiftedᵣ), with one logarithm for the product of many sums instead of one for each.</summary>
internal unsafe struct LogSum
{
    /// <summary>Far enough from overflow for sixteen more sums, each at most the number of classes.</summary>
    private const double LogarithmAt = 1e150;

    private double _logarithms = 0;
    private double _shifted = 0;
    private double _product = 1;

    public LogSum()
    {
    }

    /// <summary>Up to sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(float* sums, float* largest, float* z, nint stride, ReadOnlySpan<int> classes)
    {
        var (product, shifted) = (_product, _shifted);
        for (var row = 0; row < classes.Length; row++, z += stride)
        {
            product *= sums[row];
            shifted += z[classes[row]] - largest[row];
        }
        (_product, _shifted) = (product, shifted);
        if (product > LogarithmAt)
        {
            _logarithms += Elementary.Log(product);
            _product = 1;
        }
    }

    public void AddOne(float sum, double shifted, float weight)
    {
        _logarithms += weight * Elementary.Log(sum);
        _shifted += weight * shifted;
    }

    public readonly double Total() => _logarithms + Elementary.Log(_product) - _shifted;
}
