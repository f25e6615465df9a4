namespace HpoRunner;

internal sealed class NoticesTests
{
    [Test]
    public void Since_GivesWhatCameAfterInItsOrder()
    {
        var notices = Noticed(3);
        Assert.That(notices.Since(1), Is.EqualTo((string[])["1", "2"]));
        Assert.That(notices.Since(3), Is.Empty);
        Assert.That(notices.Since(-5), Is.EqualTo((string[])["0", "1", "2"]));
    }

    [Test]
    public void Add_MoreThanAreKept_ForgetsTheOldestAndGoesOnCounting()
    {
        var notices = Noticed(1000);
        Assert.That(notices.Count, Is.EqualTo(1000));
        Assert.That(notices.Since(0), Has.Exactly(Notices.Kept).Items.And.Some.EqualTo("999").And.None.EqualTo("899"));
    }

    private static Notices Noticed(int count)
    {
        var notices = new Notices();
        for (var i = 0; i < count; i++)
            notices.Add($"{i}");
        return notices;
    }
}
