using HpoRunner.Training.Datasets;

namespace HpoRunner.Training;

/// <summary>
/// How regression targets are standardized: t' = (t − mean)/σ per target, with mean and σ (divided by n, as scikit-learn's
/// StandardScaler) of the training rows; a constant target keeps σ = 1. So learning rates mean the same whatever the units.
/// </summary>
internal sealed class TargetScaling
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly bool[] _constant;

    /// <summary>As kept with a model; no targets for classification.</summary>
    public TargetScaling(double[] means, double[] deviations) =>
        (TargetCount, _means, _deviations, _constant) = (means.Length, means, deviations, new bool[means.Length]);

    public TargetScaling(Samples training)
    {
        TargetCount = training.TargetCount;
        _means = new double[TargetCount];
        _deviations = new double[TargetCount];
        _constant = new bool[TargetCount];
        for (var target = 0; target < TargetCount; target++)
        {
            var column = new double[training.RowCount];
            for (var row = 0; row < column.Length; row++)
                column[row] = training.Targets[row * TargetCount + target];
            var mean = column.Sum() / column.Length;
            var deviation = Math.Sqrt(column.Sum(value => (value - mean) * (value - mean)) / column.Length);
            _means[target] = mean;
            _constant[target] = deviation == 0;
            _deviations[target] = deviation > 0 ? deviation : 1;
        }
    }

    public int TargetCount { get; }

    /// <summary>σ of one target.</summary>
    public double Deviation(int target) => _deviations[target];

    /// <summary>Whether the training rows all have the same value.</summary>
    public bool IsConstant(int target) => _constant[target];

    public ReadOnlySpan<double> Means => _means;

    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>The targets of one row into one row of a batch.</summary>
    public void Standardize(ReadOnlySpan<float> targets, Span<float> standardized)
    {
        for (var i = 0; i < TargetCount; i++)
            standardized[i] = (float)((targets[i] - _means[i]) / _deviations[i]);
    }

    /// <summary>Values [rows × targets] back into the targets' own units, in place.</summary>
    public void Restore(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(values[i] * _deviations[i % TargetCount] + _means[i % TargetCount]);
    }
}
