using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training;

/// <summary>
/// Mean loss and penalties over the rows of one step as a function of the network's parameters. Random draws of the layers (dropout) are
/// made anew for every step and stay the same within it.
/// </summary>
internal sealed class BatchObjective(TrainingLoop loop, ulong seed) : Objective
{
    private readonly int[] _places = [.. GradientCheck.ParameterPlaces(loop.Network).ConvertAll(place => place.Place)];
    private readonly int[] _rows = new int[loop.BatchSize];
    private int _rowCount;
    private int _step;
    private double? _lossBefore;

    public override Span<float> Parameters => loop.Network.Parameters.Values;

    public override ReadOnlySpan<float> Gradients => loop.Network.Parameters.Gradients;

    public override ReadOnlySpan<int> Places => _places;

    /// <summary>The sum of the rows' losses, without penalties, as the step's first evaluation met them.</summary>
    public double LossBefore => _lossBefore ?? throw new InvalidOperationException("nothing was evaluated in this step");

    /// <summary>From here on, these rows count.</summary>
    public void Begin(ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows);
        _rowCount = rows.Length;
        _lossBefore = null;
        _step++;
    }

    public override double Measure()
    {
        Reseed();
        return Record(loop.Objective(_rows.AsSpan(0, _rowCount)));
    }

    public override double Differentiate()
    {
        Reseed();
        return Record(loop.ComputeGradients(_rows.AsSpan(0, _rowCount)) / _rowCount + loop.Penalty);
    }

    private void Reseed() => loop.Reseed(RandomStream.DeriveSeed(seed, "objective", _step));

    private double Record(double value)
    {
        if (_lossBefore is null)
        {
            _lossBefore = (value - loop.Penalty) * _rowCount;
            loop.CountRunning(_rowCount, LossBefore);
        }
        return value;
    }
}
