using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Storage;

internal sealed class DiskNeedTests
{
    private const long MiB = 1 << 20;

    // experiments/digits.yaml: a journal of 1,299,784 bytes and a folder of 4,461,974 after 61 trials x 5 folds of 30 epochs.
    [Test]
    public void Of_TheDigitsExperiment_IsAboveWhatItWroteAndBelowThreeTimesThat()
    {
        var need = DiskNeed.Of(Experiment(epochs: 30) with { Metrics = ["log_loss", "f1_macro"] }, 61 * 5);
        Assert.That(need, Is.InRange(4_461_974, 3 * 4_461_974));
    }

    [Test]
    public void Of_MoreEpochs_NeedMore() =>
        Assert.That(
            DiskNeed.Of(Experiment(epochs: 1000), 100) - DiskNeed.Of(Experiment(epochs: 0), 100),
            Is.EqualTo(2L * 100 * 1000 * 4 * 20));

    [Test]
    public void Check_NoRoomForAReport_IsAProblem() =>
        Assert.That(DiskNeed.Check(Planned(10), 7 * MiB).Problem, Does.Contain("only 7 MiB are free"));

    [Test]
    public void Check_MoreThanIsFree_Warns()
    {
        var (problem, warning) = DiskNeed.Check(Planned(1_000_000), 9 * MiB);
        Assert.That(problem, Is.Null);
        Assert.That(warning, Does.Contain("9 MiB are free"));
    }

    [Test]
    public void Check_MoreThanTheBudget_Warns() =>
        Assert.That(DiskNeed.Check(Planned(1_000_000, 16 * MiB), 1L << 50).Warning, Does.Contain("budget.disk allows 16MiB"));

    [Test]
    public void Check_BudgetAboveWhatIsFree_Warns() =>
        Assert.That(DiskNeed.Check(Planned(1, 1L << 40), 1L << 30).Warning, Does.Contain("budget.disk allows 1TiB, but only 1 GiB"));

    [Test]
    public void Check_RoomForAll_SaysNothing() =>
        Assert.That(DiskNeed.Check(Planned(10, 1L << 30), 1L << 40), Is.EqualTo(((string?)null, (string?)null)));

    [Test]
    public void FreeAt_FolderThatDoesNotExist_LooksAtTheOneItWillLieIn() =>
        Assert.That(
            DiskReading.FreeAt(Path.Combine(Path.GetTempPath(), "not-there", "yet")),
            Is.EqualTo(new DriveInfo(Path.GetTempPath()).AvailableFreeSpace).Within(1L << 30));

    private static RunState Planned(int trials, long? disk = null) => new(SampleEvents.Header with
    {
        Experiment = Experiment(30) with { Budget = new BudgetSettings(Trials: trials, Disk: disk) },
    });

    private static Experiment Experiment(int epochs) => SampleEvents.Header.Experiment with
    {
        Metric = new MetricSettings("accuracy", MetricGoal.Maximize, null),
        Parameters = [new Parameter("epochs", new FixedDomain(epochs), epochs, [])],
    };
}
