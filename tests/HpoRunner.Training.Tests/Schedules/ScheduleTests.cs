using NUnit.Framework;

namespace HpoRunner.Training.Schedules;

[TestFixture]
internal sealed class ScheduleTests
{
    [Test]
    public void Factor_Constant_IsOne() =>
        Assert.That(Factors(Rows.Settings(("schedule", "constant")), 0, 1, 999), Is.All.EqualTo(1));

    // By hand: 0.5^⌊epoch/3⌋.
    [Test]
    public void Factor_StepEveryThirdEpoch_Halves() => Assert.That(
        Factors(Rows.Settings(("schedule", "step"), ("schedule_every", 3)), 0, 1, 2, 3, 5, 6, 9, 30),
        Is.EqualTo(new[] { 1, 1, 1, 0.5, 0.5, 0.25, 0.125, 1.0 / 1024 }));

    [Test]
    public void Factor_StepForEver_FallsToZeroAndStaysThere() => Assert.That(
        Factors(Rows.Settings(("schedule", "step"), ("schedule_every", 1), ("schedule_factor", 0.1)), 1_000, 999_999), Is.All.EqualTo(0));

    private static double[] Factors(TrainerSettings settings, params int[] epochs)
    {
        var schedule = ScheduleFactory.Create(settings);
        return [.. epochs.Select(schedule.Factor)];
    }
}
