using System.Diagnostics;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Ranking;

/// <summary>Functions on the cube with known shares. A forest of 300 trials smooths them, hence the tolerance of 0.06.</summary>
internal sealed class ImportanceTests
{
    private const double Smoothing = 0.06;
    private static readonly ImportanceParameter[] Three = [new("x", 0), new("y", 0), new("idle", 0)];

    [Test]
    public void Of_AdditiveFunction_FindsTheKnownShares()
    {
        // Var(3x) = 9/12, Var(y) = 1/12: shares 0.9 and 0.1.
        var importance = Importance.Of(Three, Cube(300, 3, out var rows), [.. rows.Select(row => 3 * row[0] + row[1])], seed: 1)!;

        Assert.That(importance.Parameters.Select(p => p.Parameter), Is.EqualTo(new[] { "x", "y", "idle" }));
        Assert.That(importance.Parameters[0].Share, Is.EqualTo(0.9).Within(Smoothing));
        Assert.That(importance.Parameters[1].Share, Is.EqualTo(0.1).Within(Smoothing));
        Assert.That(importance.Parameters[2].Share, Is.LessThan(0.02));
        Assert.That(importance.Pairs.Select(p => p.Share), Is.All.LessThan(Smoothing));
        Assert.That(importance.TooFewTrials, Is.False);
        foreach (var parameter in importance.Parameters)
            Assert.That(parameter.Share, Is.InRange(parameter.Low, parameter.High));
    }

    [Test]
    public void Of_PureInteraction_GoesToThePair()
    {
        var importance = Importance.Of(
            Three, Cube(300, 3, out var rows), [.. rows.Select(row => (row[0] - 0.5) * (row[1] - 0.5))], seed: 1)!;

        Assert.That((importance.Pairs[0].First, importance.Pairs[0].Second), Is.EqualTo(("x", "y")).Or.EqualTo(("y", "x")));
        Assert.That(importance.Pairs[0].Share, Is.GreaterThan(0.6));
        Assert.That(importance.Parameters.Select(p => p.Share), Is.All.LessThan(0.15));
    }

    [Test]
    public void Of_ChoiceAndRange_FindsTheKnownShares()
    {
        // The choice adds 0, 0 or 1: variance 2/9 = 0.2222; the range adds x: 1/12 = 0.0833. Shares 0.727 and 0.273.
        ImportanceParameter[] parameters = [new("init", 3), new("x", 0)];
        var stream = new RandomStream(3);
        var rows = Enumerable.Range(0, 300).Select(_ => new[] { stream.NextInt(3), stream.NextDouble() }).ToArray();

        var importance = Importance.Of(parameters, rows, [.. rows.Select(row => (row[0] == 2 ? 1 : 0) + row[1])], seed: 1)!;

        Assert.That(
            importance.Parameters[0],
            Has.Property("Parameter").EqualTo("init").And.Property("Share").EqualTo(0.727).Within(Smoothing));
        Assert.That(importance.Parameters[1].Share, Is.EqualTo(0.273).Within(Smoothing));
    }

    [Test]
    public void Of_InactiveParameter_LeavesTheCreditToItsCondition()
    {
        // momentum exists only for the optimizer "momentum", which is better by 1; momentum itself changes nothing.
        ImportanceParameter[] parameters = [new("optimizer", 2), new("momentum", 0)];
        var stream = new RandomStream(3);
        var rows = Enumerable.Range(0, 200).Select(i => new[] { i % 2, i % 2 == 0 ? double.NaN : stream.NextDouble() }).ToArray();

        var importance = Importance.Of(parameters, rows, [.. rows.Select(row => row[0])], seed: 1)!;

        Assert.That(importance.Parameters[0], Has.Property("Parameter").EqualTo("optimizer").And.Property("Share").GreaterThan(0.95));
        Assert.That(importance.Parameters[1].Share, Is.LessThan(0.02));
    }

    [Test]
    public void Of_OneMonstrousScore_DoesNotExplainEverything()
    {
        var scores = Cube(300, 3, out var rows).Select(row => 3 * row[0] + row[1]).ToArray();
        scores[7] = 1e9;

        var importance = Importance.Of(Three, rows, scores, seed: 1)!;

        Assert.That(importance.Parameters[0], Has.Property("Parameter").EqualTo("x").And.Property("Share").GreaterThan(0.5));
    }

    [Test]
    public void Of_SameSeed_GivesTheSameNumbers()
    {
        var scores = Cube(40, 3, out var rows).Select(row => row[0]).ToArray();
        Importance[] both = [.. new ulong[] { 9, 9 }.Select(seed => Importance.Of(Three, rows, scores, seed)!)];

        Assert.That(both[1].Parameters, Is.EqualTo(both[0].Parameters));
        Assert.That(both[1].Pairs, Is.EqualTo(both[0].Pairs));
    }

    [Test]
    public void Of_FewTrialsPerParameter_IsMarked() =>
        Assert.That(Importance.Of(Three, Cube(14, 3, out var rows), [.. rows.Select(row => row[0])], 1)!.TooFewTrials, Is.True);

    [Test]
    public void Of_NothingToExplain_IsNull()
    {
        Assert.That(Importance.Of([], Cube(20, 0, out var none), [.. none.Select(_ => 1.0)], 1), Is.Null);
        Assert.That(Importance.Of(Three, Cube(20, 3, out var rows), [.. rows.Select(_ => 1.0)], 1), Is.Null);
        Assert.That(Importance.Of(Three, Cube(5, 3, out var few), [.. few.Select(row => row[0])], 1), Is.Null);
        Assert.That(Importance.Of(Three, [], [], 1), Is.Null);
    }

    [Test]
    public void Of_TenThousandTrials_TakesPartOfASecond()
    {
        ImportanceParameter[] parameters = [.. Enumerable.Range(0, 10).Select(i => new ImportanceParameter($"p{i}", 0))];
        var rows = Cube(10_000, 10, out _);
        var stream = new RandomStream(2);
        double[] scores = [.. rows.Select(row => row[0] + row[1] * row[2] + 0.2 * stream.NextNormal())];
        var watch = Stopwatch.StartNew();

        var importance = Importance.Of(parameters, rows, scores, 1)!;

        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.That(importance.Parameters[0].Parameter, Is.EqualTo("p0"));
        // The limit leaves room for a busy machine.
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(8));
    }

    private static double[][] Cube(int count, int dimensions, out double[][] rows)
    {
        var stream = new RandomStream(17);
        return rows = [
            .. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimensions).Select(_ => stream.NextDouble()).ToArray()),
        ];
    }
}
