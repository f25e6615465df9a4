using HpoRunner.Journal;
using HpoRunner.Storage;

namespace HpoRunner;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DiskPauseTests
{
    private static readonly DiskReading Full = new(1 << 20, 1 << 20, 1 << 20);
    private static readonly DiskReading Roomy = new(1L << 40, 1 << 20, 1 << 20);

    private readonly LiveState _state = new(SampleEvents.Header);
    private readonly Notices _notices = new();
    private readonly DiskPause _pause;
    private long _sequence;

    public DiskPauseTests()
    {
        _pause = new DiskPause(_state, _notices);
        Apply(SampleEvents.Header);
    }

    [Test]
    public void Look_FullAndRoomyAgain_IsARecordAndANoticeOfEachChange()
    {
        var records = new List<JournalEvent?>();
        foreach (var reading in new[] { Roomy, Full, Full, Roomy, Roomy })
        {
            records.Add(_pause.Look(reading));
            if (records[^1] is { } record)
                Apply(record);
        }
        var paused = (RunPaused)records[1]!;
        Assert.That(records, Is.EqualTo(new JournalEvent?[] { null, paused, null, new RunContinued(), null }));
        Assert.That(paused.Reason, Does.StartWith("1 MiB are free"));
        Assert.That(
            _notices.Since(0),
            Is.EqualTo(new[] { $"paused: {paused.Reason}", "there is room on the disk again: the search goes on" }));
    }

    [Test]
    public void Look_AfterTheSearch_PausesNothing()
    {
        Apply(new SearchEnded("the grid is complete"));
        Assert.That(_pause.Look(Full), Is.Null);
        Assert.That(_notices.Count, Is.Zero);
    }

    private void Apply(JournalEvent journalEvent) =>
        _state.Apply(new JournalEntry(++_sequence, 1, DateTimeOffset.UnixEpoch, journalEvent));
}
