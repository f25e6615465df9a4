using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Optimizers;

/// <summary>
/// L-BFGS (Nocedal 1980; Nocedal and Wright 2006, algorithms 7.4 and 7.5) on the full batch: the direction d = −Hg, where H estimates the
/// inverse of the second derivatives from the last 10 pairs s = θ₊ − θ, y = g₊ − g, ρ = 1/yᵀs, and H₀ = sᵀy/yᵀy of the last pair:
/// <code>
/// q ← g;  from the newest pair to the oldest:  aᵢ = ρᵢ sᵢᵀq,  q ← q − aᵢyᵢ
/// q ← H₀q;  from the oldest to the newest:     q ← q + (aᵢ − ρᵢ yᵢᵀq) sᵢ;     d = −q
/// </code>
/// The length t along d meets the weak conditions of Wolfe, f(θ + td) ≤ f + 1e-4 t dᵀg and dᵀg(θ + td) ≥ 0.9 dᵀg, by doubling and
/// halving (Lewis and Overton 2013, algorithm 4.6), which also ends where the objective has kinks (ReLU). The first t tried is α
/// (default 1), without any pair yet min(1, 1/‖g‖₁)·α. When no length serves, the step keeps the best one met and forgets the pairs.
/// <para>
/// PyTorch's LBFGS(line_search_fn="strong_wolfe") interpolates cubics to the strong conditions and takes up to 20 of these updates in
/// one step(); scikit-learn calls the Fortran code of Zhu et al. 1997. The minima are the same, the paths are not.
/// </para>
/// </summary>
internal sealed class LimitedMemoryBfgs(int length) : ObjectiveOptimizer
{
    public const double DefaultLearningRate = 1;

    private const int History = 10;
    private const int LongestSearch = 30;
    private const double SufficientDecrease = 1e-4;
    private const double SlopeShare = 0.9;

    private readonly NativeFloats _steps = new(checked(History * length));
    private readonly NativeFloats _changes = new(checked(History * length));
    private readonly double[] _inverseProducts = new double[History];
    private readonly double[] _projections = new double[History];
    private readonly NativeFloats _start = new(length);
    private readonly NativeFloats _gradient = new(length);
    private readonly NativeFloats _direction = new(length);
    private int _pairs;
    private int _newest = -1;

    public override void Step(Objective objective, double learningRate)
    {
        var value = objective.Differentiate();
        objective.Parameters.CopyTo(_start.Span);
        objective.Gradients.CopyTo(_gradient.Span);
        var slope = FindDirection();
        if (!(slope < 0) || !double.IsFinite(value))
            return;
        var first = _pairs > 0 ? learningRate : learningRate * Math.Min(1, 1 / FloatVectors.SumOfSizes(_gradient.Span));
        if (Search(objective, value, slope, first))
            Remember(objective);
        else
            _pairs = 0;
    }

    public override void Dispose()
    {
        foreach (var vector in (ReadOnlySpan<NativeFloats>)[_steps, _changes, _start, _gradient, _direction])
            vector.Dispose();
    }

    /// <summary>Fills d and returns dᵀg, which is negative unless the gradient is zero or not finite.</summary>
    private double FindDirection()
    {
        var slope = TwoLoops();
        if (slope < 0 || _pairs == 0)
            return slope;
        // Rounding spoiled the pairs; without them this is steepest descent.
        _pairs = 0;
        return TwoLoops();
    }

    private double TwoLoops()
    {
        var q = _direction.Span;
        _gradient.Span.CopyTo(q);
        for (var age = 0; age < _pairs; age++)
        {
            var i = PairOf(age);
            _projections[i] = _inverseProducts[i] * FloatVectors.Dot(Row(_steps, i), q);
            FloatVectors.AddScaled(q, Row(_changes, i), -_projections[i]);
        }
        var scale = _pairs > 0 ? 1 / (_inverseProducts[_newest] * FloatVectors.Dot(Row(_changes, _newest), Row(_changes, _newest))) : 1;
        FloatVectors.Scale(q, -scale);
        for (var age = _pairs - 1; age >= 0; age--)
        {
            var i = PairOf(age);
            // q is −d already, so both terms have their signs turned.
            var projection = _inverseProducts[i] * FloatVectors.Dot(Row(_changes, i), q);
            FloatVectors.AddScaled(q, Row(_steps, i), -(_projections[i] + projection));
        }
        return FloatVectors.Dot(q, _gradient.Span);
    }

    /// <summary>Leaves the parameters at θ + td; false when t meets the first condition only, or is zero.</summary>
    private bool Search(Objective objective, double value, double slope, double t)
    {
        double low = 0, high = double.PositiveInfinity;
        for (var tries = 0; tries < LongestSearch; tries++)
        {
            MoveTo(objective, t);
            var found = objective.Differentiate();
            if (!(found <= value + SufficientDecrease * t * slope))
                high = t;
            else if (FloatVectors.Dot(objective.Gradients, _direction.Span) < SlopeShare * slope)
                low = t;
            else
                return true;
            t = double.IsPositiveInfinity(high) ? 2 * low : (low + high) / 2;
        }
        MoveTo(objective, low);
        return false;
    }

    private void MoveTo(Objective objective, double t)
    {
        _start.Span.CopyTo(objective.Parameters);
        if (t > 0)
            FloatVectors.AddScaled(objective.Parameters, _direction.Span, t);
    }

    private void Remember(Objective objective)
    {
        var next = (_newest + 1) % History;
        var step = Row(_steps, next);
        var change = Row(_changes, next);
        objective.Parameters.CopyTo(step);
        FloatVectors.AddScaled(step, _start.Span, -1);
        objective.Gradients.CopyTo(change);
        FloatVectors.AddScaled(change, _gradient.Span, -1);
        var product = FloatVectors.Dot(step, change);
        // Where both differences drown in rounding they say nothing about curvature.
        if (!(product > 1e-10 * FloatVectors.Dot(change, change)))
            return;
        _inverseProducts[next] = 1 / product;
        _newest = next;
        _pairs = Math.Min(_pairs + 1, History);
    }

    private int PairOf(int age) => (_newest - age + History) % History;

    private Span<float> Row(NativeFloats vectors, int index) => vectors.Span.Slice(index * length, length);
}
