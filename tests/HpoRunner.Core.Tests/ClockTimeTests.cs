namespace HpoRunner;

/// <summary>
/// Numbers from Python: <c>datetime(2026, 3, 29, 3, 0, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(timezone.utc)</c> and so on; clocks go
/// from 02:00 to 03:00 at 2026-03-29T01:00Z, and from 03:00 back to 02:00 at 2026-10-25T01:00Z.
/// </summary>
internal sealed class ClockTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [TestCase("2026-11-20T22:00:00Z", "07:00", "2026-11-21T06:00:00Z", TestName = "Next_LaterTonight_IsTomorrowMorning")]
    [TestCase("2026-11-21T05:00:00Z", "07:00", "2026-11-21T06:00:00Z", TestName = "Next_LaterToday_IsToday")]
    [TestCase("2026-11-21T06:00:00Z", "07:00", "2026-11-22T06:00:00Z", TestName = "Next_RightNow_IsTomorrow")]
    [TestCase("2026-03-28T22:00:00Z", "02:30", "2026-03-29T01:00:00Z", TestName = "Next_InTheSpringGap_IsItsEnd_Fault40")]
    [TestCase("2026-03-28T22:00:00Z", "07:00", "2026-03-29T05:00:00Z", TestName = "Next_BehindTheSpringGap_IsAnHourSooner_Fault40")]
    [TestCase("2026-10-24T22:00:00Z", "02:30", "2026-10-25T00:30:00Z", TestName = "Next_InTheAutumnOverlap_IsTheFirstOfTheTwo_Fault40")]
    [TestCase("2026-10-25T00:45:00Z", "02:30", "2026-10-26T01:30:00Z", TestName = "Next_BetweenTheTwoOfTheOverlap_IsTomorrow_Fault40")]
    [TestCase("2026-10-24T22:00:00Z", "07:00", "2026-10-25T06:00:00Z", TestName = "Next_BehindTheAutumnOverlap_IsAnHourLater_Fault40")]
    public void Next(string now, string clock, string expected) =>
        Assert.That(
            ClockTime.Next(TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture), Instant(now), Berlin),
            Is.EqualTo(Instant(expected)));

    [Test]
    public void Until_AfterASuspend_IsJudgedByTheWallClock_Fault40()
    {
        // The monotonic clock stands still while a laptop sleeps: nine hours pass, ten minutes are counted.
        var evening = Instant("2026-11-20T22:00:00Z");
        var run = new DecidedRun(
            experiment => experiment with { Budget = new Experiments.BudgetSettings(Until: new TimeOnly(7, 0)) },
            until: evening.AddHours(8)) { Now = evening };
        run.Decide(1).OfType<Journal.EvaluationStarted>().ToList().ForEach(started => run.Answer(started, DecidedRun.Completed(0.5)));
        Assert.That(run.Decide(1).OfType<Journal.EvaluationStarted>(), Has.One.Items);
        (run.Now, run.RunningTime) = (evening.AddHours(9), TimeSpan.FromMinutes(10));
        Assert.That(run.Decide(1).Single(), Is.TypeOf<Journal.SearchEnded>());
    }

    [Test]
    public void Time_WhenTheWallClockJumps_IsUnaffected_Fault39()
    {
        var run = new DecidedRun(experiment => experiment with { Budget = new Experiments.BudgetSettings(Time: TimeSpan.FromHours(8)) });
        run.Decide(1).OfType<Journal.EvaluationStarted>().ToList().ForEach(started => run.Answer(started, DecidedRun.Completed(0.5)));
        (run.Now, run.RunningTime) = (run.Now.AddYears(1), TimeSpan.FromMinutes(1));
        Assert.That(run.Decide(1).OfType<Journal.EvaluationStarted>(), Has.One.Items);
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
