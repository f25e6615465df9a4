using NUnit.Framework;

namespace HpoRunner.Training.Schedules;

/// <summary>Every schedule against a table computed by hand from its formula.</summary>
[TestFixture]
internal sealed class ScheduleTests
{
    private const long Length = 20;

    private static IEnumerable<TestCaseData> Tables()
    {
        yield return Table("constant", [], [0, 1, 999], [1, 1, 1]);
        // 1/(1 + 0.25 t)
        yield return Table("inverse_time", [("schedule_decay", 0.25)], [0, 1, 2, 4, 12], [1, 0.8, 2.0 / 3, 0.5, 0.25]);
        // 0.9^t
        yield return Table("exponential", [("schedule_decay", 0.9)], [0, 1, 2, 3, 5], [1, 0.9, 0.81, 0.729, 0.59049]);
        // 2/√(t + 1)
        yield return Table("inverse_sqrt", [("schedule_decay", 2)], [0, 3, 8, 99], [2, 1, 2.0 / 3, 0.2]);
        // e^(−0.5 t): e⁻¹ = 0.367879441171442, e⁻² = 0.135335283236613
        yield return Table("natural_exponential", [("schedule_decay", 0.5)], [0, 2, 4], [1, 0.367879441171442, 0.135335283236613]);
        // 0.5^⌊t/3⌋
        yield return Table("step", [("schedule_every", 3)], [0, 1, 2, 3, 5, 6, 9, 30], [1, 1, 1, 0.5, 0.5, 0.25, 0.125, 1.0 / 1024]);
        yield return Table("step", [("schedule_every", 1), ("schedule_factor", 0.1)], [1_000, 999_999], [0, 0]);
        yield return Table(
            "piecewise", [("schedule_pieces", "3:0.5 7:2 9:1e-3")], [0, 2, 3, 6, 7, 8, 9, 1000], [1, 1, 0.5, 0.5, 2, 2, 0.001, 0.001]);
        // 1 − 0.9 t/10 down to 0.1
        yield return Table(
            "linear", [("schedule_end", 0.1), ("schedule_length", 10)], [0, 1, 5, 9, 10, 500], [1, 0.91, 0.55, 0.19, 0.1, 0.1]);
        // over the whole training of 20 down to 0.01
        yield return Table("linear", [], [0, 10, 20, 21], [1, 0.505, 0.01, 0.01]);
        // ½(1 + cos(π t/20)): cos 0 = 1, cos π/3 needs t = 20/3, so: t = 5 gives ½(1 + √½), t = 10 ½, t = 15 ½(1 − √½)
        yield return Table("cosine", [], [0, 5, 10, 15, 20, 40], [1, 0.853553390593274, 0.5, 0.146446609406726, 0, 0]);
        // 0.2 + 0.8 · ½(1 + cos(π t/6)): ½(1 + ½) at 2, ½ at 3, ½(1 − ½) at 4
        yield return Table("cosine", [("schedule_end", 0.2), ("schedule_length", 6)], [0, 2, 3, 4, 6, 12], [1, 0.8, 0.6, 0.4, 0.2, 0.2]);
    }

    [TestCaseSource(nameof(Tables))]
    public void Factor_OfASchedule_FollowsItsFormula(TrainerSettings settings, long[] times, double[] expected)
    {
        var schedule = ScheduleFactory.Create(settings, Length);

        Assert.That(times.Select(schedule.Factor), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Tables_EverySchedule_HasOne() =>
        Assert.That(
            Tables().Select(table => ((TrainerSettings)table.Arguments[0]!).Schedule).Append("plateau").Distinct(),
            Is.EquivalentTo(ScheduleFactory.Names));

    [Test]
    public void Factor_EverySchedule_StartsAtTheRateAndStaysFiniteForEver(
        [ValueSource(typeof(ScheduleFactory), nameof(ScheduleFactory.Names))] string name)
    {
        var schedule = ScheduleFactory.Create(Rows.Settings(("schedule", name)), Length);

        Assert.That(schedule.Factor(0), Is.EqualTo(1));
        Assert.That(new[] { 1L, 100, 1_000_000, 1_000_000_000_000 }.Select(schedule.Factor), Is.All.InRange(0, 1));
    }

    // Printed by PyTorch 1.13:
    //   s = torch.optim.lr_scheduler.ReduceLROnPlateau(torch.optim.SGD([p], lr=1), factor=0.5, patience=2)
    //   for l in losses: s.step(l); print(s.optimizer.param_groups[0]["lr"])
    [Test]
    public void Factor_OnAPlateau_FallsAsInPyTorch()
    {
        var schedule = ScheduleFactory.Create(Rows.Settings(("schedule", "plateau"), ("schedule_every", 2)), Length);
        double[] losses = [3, 2, 2, 2, 2, 1.9999, 1.99, 1.99, double.NaN, 1.99, 1.99, 1.5, 1.6, 1.7, 1.8, 1.9, 1.9, 1.9, 1.4];
        double[] expected = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.125, 0.125, 0.125, 0.0625, 0.0625];
        var factors = new List<double>();
        foreach (var loss in losses)
        {
            schedule.Observe(loss);
            factors.Add(schedule.Factor(0));
        }

        Assert.That(factors, Is.EqualTo(expected));
    }

    [TestCase("3:0.5 3:0.1")]
    [TestCase("5:0.5 3:0.1")]
    [TestCase("3")]
    [TestCase("3:-1")]
    [TestCase("-3:1")]
    [TestCase("3:0,5")]
    [TestCase("3:0.5  7:2")]
    [TestCase("")]
    public void Settings_PiecesThatAreNotUnderstood_AreRefused(string pieces) =>
        Assert.That(
            () => Rows.Settings(("schedule", "piecewise"), ("schedule_pieces", pieces)),
            Throws.ArgumentException.With.Message.Contains("schedule_pieces"));

    [Test]
    public void Settings_ExponentialThatGrows_IsRefused()
    {
        Assert.That(
            () => Rows.Settings(("schedule", "exponential"), ("schedule_decay", 1.1)),
            Throws.ArgumentException.With.Message.Contains("(0, 1]"));
        Assert.That(Rows.Settings(("schedule", "inverse_sqrt"), ("schedule_decay", 1.1)).ScheduleDecay, Is.EqualTo(1.1));
        Assert.That(Rows.Settings(("schedule", "exponential")).ScheduleDecay, Is.EqualTo(0.95));
    }

    private static TestCaseData Table(string name, (string, Scalar)[] parameters, long[] times, double[] factors) =>
        new(Rows.Settings([("schedule", name), .. parameters]), times, factors);
}
