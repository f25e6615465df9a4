namespace HpoRunner.Workers;

internal sealed class CurveBuilderTests
{
    [Test]
    public void Build_Nothing_IsNull() => Assert.That(new CurveBuilder().Build(), Is.Null);

    [Test]
    public void Add_MetricsThatComeAndGo_AreNaNWhereTheyAreMissing()
    {
        var builder = new CurveBuilder();
        builder.Add(1, new Dictionary<string, double> { ["loss"] = 3 });
        builder.Add(4, new Dictionary<string, double> { ["accuracy"] = 0.5, ["loss"] = 2 });
        builder.Add(5, new Dictionary<string, double> { ["accuracy"] = 0.75 });
        var curve = builder.Build()!;
        Assert.That(curve.Metrics, Is.EqualTo(new[] { "loss", "accuracy" }));
        Assert.That(curve.Epochs, Is.EqualTo(new[] { 1, 4, 5 }));
        Assert.That(curve.Values[0], Is.EqualTo(new[] { 3, 2, double.NaN }));
        Assert.That(curve.Values[1], Is.EqualTo(new[] { double.NaN, 0.5, 0.75 }));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(2)]
    public void Add_EpochThatDoesNotGrow_IsLeftOut(int epoch)
    {
        var builder = new CurveBuilder();
        builder.Add(3, new Dictionary<string, double> { ["loss"] = 3 });
        Assert.That(builder.Add(epoch, new Dictionary<string, double> { ["loss"] = 1 }), Is.False);
        Assert.That(builder.Build()!.Epochs, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void Add_EpochsWithoutEnd_AreBounded()
    {
        var builder = new CurveBuilder();
        var metrics = new Dictionary<string, double> { ["loss"] = 1 };
        var taken = Enumerable.Range(1, 100_100).Count(epoch => builder.Add(epoch, metrics));
        Assert.That(taken, Is.EqualTo(100_000));
    }
}
