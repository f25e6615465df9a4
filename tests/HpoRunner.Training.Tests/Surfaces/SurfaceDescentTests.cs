using HpoRunner.Training.Optimizers;
using NUnit.Framework;

namespace HpoRunner.Training.Surfaces;

internal sealed class SurfaceDescentTests
{
    // t=(-4, 1); five times t -= .05*(t0, 20*t1) in float32: [-3.095123767852783, 0.0]
    [Test]
    public void Run_GradientDescentOnTheQuadratic_IsNumPys()
    {
        var end = Run("quadratic", ("optimizer", "sgd"), ("learning_rate", 0.05), ("epochs", 5)).End;
        Assert.That(end.X, Is.EqualTo(-3.095123767852783).Within(1e-6));
        Assert.That(end.Y, Is.EqualTo(0).Within(1e-7));
    }

    // v = .9*v - .01*g; t += v, five times: [-3.4865361035999998, -0.5804200000000002]
    [Test]
    public void Run_MomentumOnTheQuadratic_IsNumPys()
    {
        var end = Run("quadratic", ("optimizer", "momentum"), ("learning_rate", 0.01), ("epochs", 5)).End;
        Assert.That(end.X, Is.EqualTo(-3.4865361035999998).Within(1e-6));
        Assert.That(end.Y, Is.EqualTo(-0.5804200000000002).Within(1e-6));
    }

    // t -= np.linalg.solve(rosen_hess(t), rosen_der(t)) from (-1.2, 1):
    // values 4.731884325266608, 1411.845179309927, 0.055965516833872936, …
    [TestCase(1, 4.731884325266608)]
    [TestCase(2, 1411.845179309927)]
    [TestCase(3, 0.055965516833872936)]
    [TestCase(4, 0.31318907611583924)]
    public void Run_NewtonInTheRavine_IsSciPys(int updates, double loss) =>
        Assert.That(Run("ravine", ("optimizer", "newton"), ("epochs", updates)).Metrics["loss"], Is.EqualTo(loss).Within(1e-4 * loss));

    [Test]
    public void Run_NewtonOnAQuadratic_IsDownInOneStep() =>
        Assert.That(Run("quadratic", ("optimizer", "newton"), ("epochs", 1)).Metrics["loss"], Is.EqualTo(0));

    // Three times t -= solve(diag(1 + 2, 3*t1**2 - 1 + 2), (t0, t1**3 - t1)) from (-1.5, .001):
    // [-0.44444444444444453, 0.007999664021166586]
    [Test]
    public void Run_DampedNewtonBesideTheSaddle_IsNumPys()
    {
        var end = Run("saddle", ("optimizer", "newton"), ("damping", 2), ("epochs", 3)).End;
        Assert.That(end.X, Is.EqualTo(-0.44444444444444453).Within(1e-6));
        Assert.That(end.Y, Is.EqualTo(0.007999664021166586).Within(1e-8));
    }

    [Test]
    public void Run_PlainNewton_EndsOnTheSaddle_AndDampedInAMinimum()
    {
        Assert.That(Run("saddle", ("optimizer", "newton")).Metrics["loss"], Is.EqualTo(0.25).Within(1e-9));
        Assert.That(Run("saddle", ("optimizer", "newton"), ("damping", 2)).Metrics["loss"], Is.EqualTo(0).Within(1e-9));
    }

    /// <summary>Every optimizer that trains networks goes down; the rates are ones that suit a bowl of this size.</summary>
    [TestCaseSource(nameof(Optimizers))]
    public void Run_EveryOptimizer_GoesDownTheQuadratic(string optimizer)
    {
        var rate = optimizer switch
        {
            "adadelta" => 10.0, "lbfgs" => 1, "sgd" or "momentum" or "nesterov" => 0.01, "delta_bar_delta" => 0.001, _ => 0.1,
        };
        var outcome = Run(
            "quadratic", ("optimizer", optimizer), ("learning_rate", rate), ("epochs", 300), ("start_x", -1), ("condition", 4));
        Assert.That(outcome.Diverged, Is.False);
        Assert.That(outcome.Metrics["loss"], Is.LessThan(0.1), "it began at 2.5");
    }

    private static IEnumerable<string> Optimizers() => OptimizerFactory.Names.Append("newton");

    [Test]
    public void Run_RateTooLarge_DivergesAtTheUpdateThatPassesTheEdge()
    {
        // x is multiplied by 1 - 3 = -2 a step: 4 · 2^18 is the first beyond a million.
        var outcome = Run("quadratic", ("optimizer", "sgd"), ("learning_rate", 3), ("condition", 1), ("start_y", 0));
        Assert.That(outcome.Diverged);
        Assert.That(outcome.Updates, Is.EqualTo(18));
        Assert.That(outcome.Metrics.Values, Has.All.NaN);
    }

    [Test]
    public void Run_Steps_AreThoseUntilTheTolerance()
    {
        // ½·16·0.9^(2n) ≤ 0.001 from n = 42.65 on.
        (string, Scalar)[] given = [("optimizer", "sgd"), ("learning_rate", 0.1), ("condition", 1), ("start_y", 0), ("tolerance", 0.001)];
        Assert.That(Run("quadratic", given).Metrics["steps"], Is.EqualTo(43));
        Assert.That(Run("quadratic", [.. given, ("epochs", 20)]).Metrics["steps"], Is.EqualTo(21), "never: one more than there were");
    }

    [Test]
    public void Run_Clipping_KeepsThePointNearTheCliff()
    {
        (string, Scalar)[] given = [("optimizer", "sgd"), ("learning_rate", 2), ("start_x", -1)];
        var farthest = (double clip) =>
        {
            var most = 0.0;
            SurfaceDescent.Run(
                Settings("cliff", [.. given, ("clip_norm", clip)]), 1, 1,
                step => most = Math.Max(most, Math.Abs(step.At.X)),
                default);
            return most;
        };
        Assert.That(farthest(0), Is.GreaterThan(100));
        Assert.That(farthest(0.1), Is.LessThan(2));
    }

    [Test]
    public void Run_ScheduleAndNoise_TakePart()
    {
        var plain = Run("quadratic", ("optimizer", "sgd")).End;
        Assert.That(Run("quadratic", ("optimizer", "sgd"), ("schedule", "step")).End, Is.Not.EqualTo(plain));
        Assert.That(Run("quadratic", ("optimizer", "sgd"), ("gradient_noise", 1)).End, Is.Not.EqualTo(plain));
    }

    [Test]
    public void Run_SameSeeds_GiveTheSameBits()
    {
        var settings = Settings("ravine", [("gradient_noise", 1), ("start_spread", 0.1), ("learning_rate", 0.01)]);
        var first = SurfaceDescent.Run(settings, 5, 6, null, default).End;
        Assert.That(SurfaceDescent.Run(settings, 5, 6, null, default).End, Is.EqualTo(first));
        Assert.That(SurfaceDescent.Run(settings, 4, 6, null, default).End, Is.Not.EqualTo(first), "another start");
        Assert.That(SurfaceDescent.Run(settings, 5, 7, null, default).End, Is.Not.EqualTo(first), "other noise");
    }

    [Test]
    public void Run_Cancelled_Throws() =>
        Assert.That(
            () => SurfaceDescent.Run(Settings("ravine", []), 1, 1, null, new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>());

    private static SurfaceOutcome Run(string surface, params (string Name, Scalar Value)[] given) =>
        SurfaceDescent.Run(Settings(surface, given), 1, 1, null, default);

    private static SurfaceSettings Settings(string surface, (string Name, Scalar Value)[] given) =>
        SurfaceSettings.From(surface, given.ToDictionary(pair => pair.Name, pair => pair.Value));
}
