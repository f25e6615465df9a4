namespace HpoRunner.Journal;

internal sealed class RunClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 22, 0, 0, TimeSpan.Zero);

    private RunClock _clock = null!;

    /// <summary>Open for ten minutes, killed, gone on with an hour later for five, and once more a day later for one.</summary>
    [SetUp]
    public void ThreeTerms()
    {
        _clock = new RunClock();
        foreach (var (term, minutes) in (ReadOnlySpan<(int, double[])>)[(1, [0, 10]), (2, [70, 75]), (3, [1500, 1501])])
        {
            foreach (var minute in minutes)
                _clock.Advance(new JournalEntry(0, term, Start.AddMinutes(minute), new RunContinued()));
        }
    }

    [Test]
    public void RunningTime_ExcludesPauses() => Assert.That(_clock.RunningTime, Is.EqualTo(TimeSpan.FromMinutes(16)));

    [TestCase(0, 0)]
    [TestCase(4, 4)]
    [TestCase(10, 10)]
    [TestCase(70, 10)]
    [TestCase(73, 13)]
    [TestCase(1501, 16)]
    public void RunningTimeAt_AnInstant_CountsOnlyTheTermsBefore(double minute, double expected) =>
        Assert.That(_clock.RunningTimeAt(Start.AddMinutes(minute)).TotalMinutes, Is.EqualTo(expected));

    [Test]
    public void RunningTime_BeforeTheFirstRecord_IsNone() => Assert.That(new RunClock().RunningTime, Is.EqualTo(TimeSpan.Zero));
}
