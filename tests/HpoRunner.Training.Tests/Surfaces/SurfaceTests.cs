using NUnit.Framework;

namespace HpoRunner.Training.Surfaces;

// Known values: /usr/bin/python3 (scipy.optimize rosen, rosen_der, rosen_hess at (-1.2, 1); numpy expm1 and exp for plateau and cliff):
//   24.2 [-215.6 -88.] [1330. 480. 480. 200.]
//   1.9**4-1.9**3/3-2*1.9**2+1.9+5/3+1 -> 8.092433333333332; np.polyval([4,-1,-4,1],1.9) -> 17.226
//   -np.expm1(-.5*8.5) -> 0.9857357660910008; np.exp(-.5*8.5)*np.array([-2.5,1.5]) -> [-0.03566058 0.02139635]
//   (np.expm1(4)-4)/8+.25*.3**2 -> 6.222268754143029; np.expm1(4) -> 53.598150033144236; 8*np.exp(4) -> 436.7852002651539
internal sealed class QuadraticSurfaceTests : SurfaceContract
{
    protected override string Name => "quadratic";

    /// <summary>½(9 + 4·4) and (3, 4·2) by hand.</summary>
    [Test]
    public void Value_ByHand_Agrees()
    {
        var surface = SurfaceFactory.Create("quadratic", 4);
        Assert.That(surface.Value(new(3, 2)), Is.EqualTo(12.5));
        Assert.That(surface.Gradient(new(3, 2)), Is.EqualTo(new SurfacePoint(3, 8)));
        Assert.That(surface.Hessian(new(3, 2)), Is.EqualTo(new Curvature(1, 0, 4)));
    }
}

internal sealed class RavineSurfaceTests : SurfaceContract
{
    protected override string Name => "ravine";

    [Test]
    public void Value_AtTheClassicStart_IsSciPys()
    {
        Assert.That(Surface.Value(Surface.Start), Is.EqualTo(24.2).Within(1e-13));
        Assert.That(Surface.Gradient(Surface.Start).X, Is.EqualTo(-215.6).Within(1e-12));
        Assert.That(Surface.Gradient(Surface.Start).Y, Is.EqualTo(-88).Within(1e-12));
        var hessian = Surface.Hessian(Surface.Start);
        Assert.That(hessian.XX, Is.EqualTo(1330).Within(1e-11));
        Assert.That(hessian with { XX = 0 }, Is.EqualTo(new Curvature(0, 480, 200)));
    }
}

internal sealed class SaddleSurfaceTests : SurfaceContract
{
    protected override string Name => "saddle";

    /// <summary>By hand: ½·4 + ¼(4 − 1)² = 4.25, slope (2, 2·3); at the saddle ¼.</summary>
    [Test]
    public void Value_ByHand_Agrees()
    {
        Assert.That(Surface.Value(new(2, 2)), Is.EqualTo(4.25));
        Assert.That(Surface.Gradient(new(2, 2)), Is.EqualTo(new SurfacePoint(2, 6)));
        Assert.That(Surface.Value(default), Is.EqualTo(0.25));
        Assert.That(Surface.Hessian(default), Is.EqualTo(new Curvature(1, 0, -1)));
    }
}

internal sealed class DoubleWellSurfaceTests : SurfaceContract
{
    protected override string Name => "double_well";

    [Test]
    public void Value_AtTheStart_IsNumPys()
    {
        Assert.That(Surface.Value(Surface.Start), Is.EqualTo(8.092433333333332).Within(1e-13));
        Assert.That(Surface.Gradient(Surface.Start).X, Is.EqualTo(17.226).Within(1e-13));
        Assert.That(Surface.Value(new(1, 0)), Is.EqualTo(4.0 / 3).Within(1e-14));
    }
}

internal sealed class PlateauSurfaceTests : SurfaceContract
{
    protected override string Name => "plateau";

    [Test]
    public void Value_AtTheStart_IsNumPys()
    {
        Assert.That(Surface.Value(Surface.Start), Is.EqualTo(0.9857357660910008).Within(1e-15));
        Assert.That(Surface.Gradient(Surface.Start).X, Is.EqualTo(-0.03566058).Within(1e-8));
        Assert.That(Surface.Gradient(Surface.Start).Y, Is.EqualTo(0.02139635).Within(1e-8));
    }

    /// <summary>-np.expm1(-.5*2e-8) -> 9.999999950000001e-09.</summary>
    [Test]
    public void Value_NearTheMinimum_KeepsItsDigits() =>
        Assert.That(Surface.Value(new(1e-4, 1e-4)), Is.EqualTo(9.999999950000001e-09).Within(1e-22));
}

internal sealed class CliffSurfaceTests : SurfaceContract
{
    protected override string Name => "cliff";

    [Test]
    public void Value_OnTheWall_IsNumPys()
    {
        Assert.That(Surface.Value(new(0.5, 0.3)), Is.EqualTo(6.222268754143029).Within(1e-14));
        Assert.That(Surface.Gradient(new(0.5, 0.3)).X, Is.EqualTo(53.598150033144236).Within(1e-13));
        Assert.That(Surface.Hessian(new(0.5, 0.3)).XX, Is.EqualTo(436.7852002651539).Within(1e-12));
    }

    /// <summary>4x²(1 + 8x/3 + 64x²/12) at 1e-5, in Python: 4.000106668800001e-10.</summary>
    [Test]
    public void Value_NearTheMinimum_KeepsItsDigits() =>
        Assert.That(Surface.Value(new(1e-5, 0)), Is.EqualTo(4.000106668800001e-10).Within(1e-22));
}
