namespace HpoRunner.Storage;

internal sealed class DiskLimitsTests
{
    private const long MiB = 1 << 20;

    // 8 MiB for page, charts and model, and the journal once more for the tables that are made from it.
    [TestCase(8 + 3, 3, ExpectedResult = true)]
    [TestCase(8 + 2, 3, ExpectedResult = false)]
    [TestCase(1000, 3, ExpectedResult = true)]
    public bool Shortage_FreeSpaceAgainstWhatTheReportNeeds_HasRoom(long freeMiB, long journalMiB) =>
        DiskLimits.Shortage(new DiskReading(freeMiB * MiB, journalMiB * MiB, journalMiB * MiB), null, isPaused: false) is null;

    [TestCase(92, 10, ExpectedResult = true)]
    [TestCase(93, 10, ExpectedResult = false)]
    [TestCase(46, 46, ExpectedResult = true, Description = "the tables will take as much as the journal")]
    [TestCase(47, 47, ExpectedResult = false)]
    public bool Shortage_FolderAgainstTheBudget_HasRoom(long usedMiB, long journalMiB) =>
        DiskLimits.Shortage(new DiskReading(1000 * MiB, usedMiB * MiB, journalMiB * MiB), 100 * MiB, isPaused: false) is null;

    [Test]
    public void Shortage_Paused_NeedsSomeRoomToSpareToGoOn()
    {
        var justEnough = new DiskReading(11 * MiB, 3 * MiB, 3 * MiB);
        Assert.That(DiskLimits.Shortage(justEnough, null, isPaused: false), Is.Null);
        Assert.That(DiskLimits.Shortage(justEnough, null, isPaused: true), Does.Contain("11 MiB are free"));
    }

    [Test]
    public void Shortage_OfEitherKind_SaysWhatToDo()
    {
        Assert.That(
            DiskLimits.Shortage(new DiskReading(MiB, MiB, MiB), null, false),
            Does.Contain("1 MiB are free").And.Contain("until there is room"));
        Assert.That(
            DiskLimits.Shortage(new DiskReading(100 * MiB, 20 * MiB, MiB), 16 * MiB, false),
            Does.Contain("20 MiB of the 16MiB of budget.disk").And.Contain("resumed"));
    }
}
