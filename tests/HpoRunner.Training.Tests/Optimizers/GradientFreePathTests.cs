using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

/// <summary>The first steps of the optimizers without gradients, by their formulas.</summary>
internal sealed class GradientFreePathTests
{
    // Printed by NumPy in double precision for f of QuarticObjective, x = np.zeros(5), h = .1:
    //   for step in range(5):
    //       for i in range(5):
    //           at = lambda t: f(np.r_[x[:i], t, x[i+1:]])
    //           o, u, v = at(x[i]+h), at(x[i]-h), f(x); s = np.clip(h*(u-o)/(2*(o-2*v+u)), -10*h, 10*h)
    //           x[i] = min((v, x[i]), (o, x[i]+h), (u, x[i]-h), (at(x[i]+s), x[i]+s))[1]
    //       print(x)
    [Test]
    public void Step_CoordinateDescent_FollowsItsFormula()
    {
        double[][] expected =
        [
            [0.501872659, -0.601398601, 1, -1, 0.48522829],
            [0.860116654, -0.94976364, 1.715203426, -1.818718764, 0.500004212],
            [0.995511077, -0.999998817, 1.989460511, -1.998641535, 0.499999999],
            [1.000022152, -1.000000003, 2.000012572, -2.000000848, 0.5],
            [0.99999989, -1, 1.999999984, -1.999999999, 0.5],
        ];
        using var optimizer = new CoordinateDescent();
        var objective = new QuarticObjective();
        foreach (var point in expected)
        {
            optimizer.Step(objective, CoordinateDescent.DefaultLearningRate);
            Assert.That(objective.Parameters[..5].ToArray(), Is.EqualTo(point).Within(1e-6));
        }
    }

    /// <summary>More parameters than one step visits: the next step goes on where the last one ended.</summary>
    [Test]
    public void Step_CoordinateDescentOnManyParameters_GoesRound()
    {
        using var optimizer = new CoordinateDescent();
        var objective = new ManySquares(600);
        int Moved() => objective.Parameters.ToArray().Count(value => value != 0);

        optimizer.Step(objective, 0.1);
        Assert.That(Moved(), Is.EqualTo(256));
        optimizer.Step(objective, 0.1);
        Assert.That(Moved(), Is.EqualTo(512));
        optimizer.Step(objective, 0.1);
        Assert.That(objective.Parameters.ToArray(), Is.All.EqualTo(1).Within(1e-6));
    }

    /// <summary>The same draws, taken by a loop in double precision that follows the formula.</summary>
    [Test]
    public void Step_RandomSearch_FollowsItsFormula()
    {
        using var optimizer = new RandomSearch(8, seed: 5);
        var (objective, tried) = (new QuarticObjective(), new QuarticObjective());
        var random = RandomStream.Derive(5, "random search");
        var (place, scale, successes) = (new double[5], 1.0, 0);
        for (var step = 0; step < 60; step++)
        {
            optimizer.Step(objective, 0.1);

            double[] next = [.. place.Select(x => x + 0.1 * scale * random.NextNormal())];
            var isLower = At(next) < At(place);
            (place, scale, successes) = isLower ? (next, 2 * scale, successes + 1) : (place, scale / Math.Pow(2, 0.25), successes);
            Assert.That(objective.Parameters[..5].ToArray(), Is.EqualTo(place).Within(1e-5), $"step {step}");
        }
        Assert.That(successes, Is.InRange(5, 55), "both branches were taken");

        double At(double[] x)
        {
            for (var i = 0; i < 5; i++)
                tried.Parameters[i] = (float)x[i];
            return tried.Measure();
        }
    }

    /// <summary>½ Σ (xᵢ − 1)², which a parabola fits exactly.</summary>
    private sealed class ManySquares(int count) : Objective
    {
        private readonly float[] _parameters = new float[count];
        private readonly int[] _places = [.. Enumerable.Range(0, count)];

        public override Span<float> Parameters => _parameters;

        public override ReadOnlySpan<float> Gradients => throw new NotSupportedException("no gradient is asked for");

        public override ReadOnlySpan<int> Places => _places;

        public override double Measure() => _parameters.Sum(x => (x - 1.0) * (x - 1.0)) / 2;

        public override double Differentiate() => throw new NotSupportedException("no gradient is asked for");
    }
}
