using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

[TestFixture]
internal sealed class NesterovTests
{
    /// <summary>The definition: gradients at θ + μv, with μ rising too. Ours keeps θ + μv itself.</summary>
    [Test]
    public void Step_RearrangedForm_FollowsTheLookAheadForm([Values(0.9, 0.5)] double start, [Values] bool averaged)
    {
        const double Rate = 0.05;
        var settings = Rows.Settings(
            ("optimizer", "nesterov"), ("momentum", 0.9), ("momentum_start", start),
            ("momentum_form", averaged ? "averaged" : "classical"));
        var coefficient = new MomentumCoefficient(0.9, start);
        using var optimizer = OptimizerFactory.Create(settings, 16);
        var ours = Enumerable.Repeat(1.5f, 16).ToArray();
        var (theta, v) = (1.5, 0.0);
        for (var t = 0; t < 600; t++)
        {
            optimizer.Step(ours, [.. ours.Select(x => (float)Slope(x, t))], Rate);

            var mu = coefficient.At(t);
            // The averaged form's velocity is a mean of gradients: the look-ahead goes −αμv from θ.
            var g = Slope(averaged ? theta - Rate * mu * v : theta + mu * v, t);
            v = averaged ? mu * v + (1 - mu) * g : mu * v - Rate * g;
            theta += averaged ? -Rate * v : v;
            var next = coefficient.At(t + 1);
            Assert.That(ours, Is.All.EqualTo(averaged ? theta - Rate * next * v : theta + next * v).Within(2e-5), $"step {t}");
        }
    }

    [Test]
    public void At_FromOneHalf_RisesAsInSutskeversTable()
    {
        // By hand: 1 − 2^(−1 − log2(⌊t/250⌋ + 1)), at most 0.9.
        var coefficient = new MomentumCoefficient(0.9, 0.5);

        Assert.That(new[] { 0L, 249, 250, 500, 750, 1000, 5000 }.Select(coefficient.At),
            Is.EqualTo(new[] { 0.5, 0.5, 0.75, 1 - 0.5 / 3, 0.875, 0.9, 0.9 }).Within(1e-15));
        Assert.That(new MomentumCoefficient(0.8, 0.8).At(12345), Is.EqualTo(0.8));
    }

    private static double Slope(double x, int t) => Math.Sin(x) + 0.3 * Math.Cos(0.1 * t);
}
