namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Coordinate descent without gradients (after Powell 1964): one parameter x after the other, with f(x + h), f(x) and f(x − h) at hand,
/// <code>
/// s = h (f(x − h) − f(x + h)) / (2 (f(x + h) − 2f(x) + f(x − h)))
/// </code>
/// is where the parabola through them is lowest, if it opens upwards. x goes to the best of x, x ± h and x + s, |s| ≤ 10h. h = α, default
/// 0.1. On a quadratic every visit is an exact minimization along its axis. At most three evaluations a parameter.
/// <para>
/// A step visits up to 256 parameters and the next one goes on from there, round and round: so a step stays short enough to be
/// cancelled. A network of 5,000 parameters takes 20 steps for one round: this is for small models and for showing why there are
/// gradients.
/// </para>
/// </summary>
internal sealed class CoordinateDescent : ObjectiveOptimizer
{
    public const double DefaultLearningRate = 0.1;

    private const int VisitsPerStep = 256;
    private const double LongestShift = 10;

    private int _next;

    public override void Step(Objective objective, double learningRate)
    {
        var places = objective.Places;
        var value = objective.Measure();
        for (var visit = Math.Min(VisitsPerStep, places.Length); visit > 0; visit--)
        {
            value = Visit(objective, places[_next], value, learningRate);
            _next = (_next + 1) % places.Length;
        }
    }

    private static double Visit(Objective objective, int place, double value, double h)
    {
        var x = objective.Parameters[place];
        double above = At(x + h), below = At(x - h);
        var curvature = above - 2 * value + below;
        var (best, lowest) = (x, value);
        Consider(x + h, above);
        Consider(x - h, below);
        if (curvature > 0)
        {
            var vertex = x + Math.Clamp(h * (below - above) / (2 * curvature), -LongestShift * h, LongestShift * h);
            Consider(vertex, At(vertex));
        }
        objective.Parameters[place] = best;
        return lowest;

        double At(double point)
        {
            objective.Parameters[place] = (float)point;
            return objective.Measure();
        }

        void Consider(double point, double found)
        {
            if (found < lowest)
                (best, lowest) = ((float)point, found);
        }
    }
}
