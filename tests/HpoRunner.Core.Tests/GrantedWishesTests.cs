using HpoRunner.Journal;
using HpoRunner.Steering;

namespace HpoRunner;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class GrantedWishesTests
{
    private readonly LiveState _state = new(SampleEvents.Header);
    private readonly Notices _notices = new();
    private readonly GrantedWishes _wishes;

    public GrantedWishesTests() => _wishes = new GrantedWishes(_state, _notices);

    [Test]
    public void Grant_StopTwiceThenNow_IsToldOnceEach()
    {
        foreach (var now in new[] { false, false, true, true })
            Assert.That(_wishes.Grant(new StopWish(now)), Is.Null);
        Assert.That(_wishes.IsStop, Is.True);
        Assert.That(_notices.Since(0).Select(notice => notice.Split(':')[0]), Is.EqualTo(new[] { "stopping", "stopping now" }));
    }

    [Test]
    public void Grant_WhatChangesNothing_IsToldAndLeavesNoRecord()
    {
        Wish[] vain = [new SkipWish(7), new RetryFailedWish(), new WorkersWish(0), new WorkersWish(int.MaxValue)];
        Assert.That(vain.Select(_wishes.Grant), Is.All.Null);
        Assert.That(_notices.Since(0), Has.Exactly(vain.Length).StartsWith("a request came too late or names nothing"));
        Assert.That(_wishes.IsStop, Is.False);
    }

    [Test]
    public void Grant_Workers_IsARecordOfTheirNumber() =>
        Assert.That(_wishes.Grant(new WorkersWish(3)), Is.EqualTo(new WorkersChanged(3)));

    [Test]
    public void Grant_Finish_EndsTheSearchOnce()
    {
        var ended = _wishes.Grant(new FinishWish());
        Assert.That(ended, Is.EqualTo(new SearchEnded("finished on request", StopsRunning: true)));
        _state.Apply(new JournalEntry(2, 1, DateTimeOffset.UnixEpoch, ended!));
        Assert.That(_wishes.Grant(new FinishWish()), Is.Null);
    }
}
