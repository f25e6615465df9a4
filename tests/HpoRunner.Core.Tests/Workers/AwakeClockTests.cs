using HpoRunner.Journal;

namespace HpoRunner.Workers;

internal sealed class AwakeClockTests
{
    [Test]
    public void Now_AfterTheProcessWasStopped_CountsOneStep()
    {
        var time = new ManualClock();
        var clock = new AwakeClock(time, TimeSpan.FromSeconds(10));
        time.Set(time.GetUtcNow().AddSeconds(9));
        Assert.That(clock.Now, Is.EqualTo(TimeSpan.FromSeconds(9)));
        time.Set(time.GetUtcNow().AddHours(1));
        Assert.That(clock.Now, Is.EqualTo(TimeSpan.FromSeconds(19)));
        Assert.That(clock.Now, Is.EqualTo(TimeSpan.FromSeconds(19)), "time stands still");
    }
}
