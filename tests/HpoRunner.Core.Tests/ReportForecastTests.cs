namespace HpoRunner;

internal sealed class ReportForecastTests
{
    private ReportForecast _forecast = null!;

    [SetUp]
    public void SetUp() => _forecast = new ReportForecast();

    [Test]
    public void Expect_BeforeTheFirst_IsUnknown() => Assert.That(_forecast.Expect(100), Is.Null);

    [Test]
    public void Expect_AfterOne_IsWhatItTook()
    {
        Learn(5, 3);
        Assert.That(_forecast.Expect(9), Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    // 2 s at 100 trials, 3 s at 200: 10 ms a trial, so 4.5 s at 350.
    [Test]
    public void Expect_AfterTwo_GrowsWithTheTrials()
    {
        Learn(100, 2);
        Learn(200, 3);
        Assert.That(_forecast.Expect(350)!.Value.TotalSeconds, Is.EqualTo(4.5).Within(1e-6));
    }

    [Test]
    public void Expect_SecondWasQuicker_DoesNotShrink()
    {
        Learn(5, 4);
        Learn(10, 2);
        Assert.That(_forecast.Expect(20), Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void Learn_SameTrialsAgain_TheLongerCounts()
    {
        Learn(10, 2);
        Learn(10, 5);
        Learn(10, 1);
        Assert.That(_forecast.Expect(10), Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Learn_OneThatFailed_TeachesNothing()
    {
        _forecast.Learn(new ReportWritten(TimeSpan.FromSeconds(9), 7, "the disk is full"));
        Assert.That(_forecast.Expect(10), Is.Null);
    }

    private void Learn(int trials, double seconds) => _forecast.Learn(new ReportWritten(TimeSpan.FromSeconds(seconds), trials));
}
