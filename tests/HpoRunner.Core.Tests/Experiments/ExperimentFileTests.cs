using System.Text;

namespace HpoRunner.Experiments;

internal sealed class ExperimentFileTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("hpo-experiment-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Read_TwoLineFile_HasEveryDefault()
    {
        var experiment = Sample.Sound("");
        Assert.Multiple(() =>
        {
            Assert.That(experiment.Name, Is.EqualTo("e"));
            Assert.That(experiment.Seed, Is.Zero);
            Assert.That(experiment.TestShare, Is.EqualTo(0.2));
            Assert.That(experiment.Dataset.Missing, Is.EqualTo(new[] { "", "NA", "?" }));
            Assert.That(experiment.Validation, Is.EqualTo(new ValidationSettings()));
            Assert.That(experiment.Metric, Is.EqualTo(new MetricSettings(null, null, null)));
            Assert.That(experiment.Search, Is.EqualTo(SearchMethod.Random));
            Assert.That(experiment.Budget, Is.EqualTo(new BudgetSettings()));
            Assert.That(experiment.Budget.TrialLimit(experiment.Search), Is.EqualTo(40));
            Assert.That(experiment.Workers, Is.EqualTo(new WorkerSettings()));
            Assert.That(experiment.ReportTop, Is.EqualTo(20));
            Assert.That(experiment.Durability, Is.EqualTo(Durability.Full));
            Assert.That(experiment.Searched.Select(parameter => parameter.Name),
                Is.EqualTo(new[] { "learning_rate", "batch_size", "beta1", "beta2", "l2", "init" }));
            Assert.That(experiment.Baseline.ToString(),
                Is.EqualTo("learning_rate=0.001 batch_size=32 beta1=0.9 beta2=0.999 l2=0 init=glorot_uniform"));
        });
    }

    [Test]
    public void Read_DataFile_IsRelativeToTheExperimentFile()
    {
        var path = Write("data: {file: data/a.csv, target: y}");
        Assert.That(ExperimentFile.Read(path, Overrides.None).Experiment!.Dataset.File, Is.EqualTo(Path.Combine(_folder, "data", "a.csv")));
    }

    [Test]
    public void Read_FileWithByteOrderMark_ReadsAsWithout()
    {
        var path = Write("\uFEFFdata: {file: a.csv, target: y}\r\nseed: 7\r\n");
        Assert.That(ExperimentFile.Read(path, Overrides.None).Experiment!.Seed, Is.EqualTo(7));
    }

    [Test]
    public void Read_FileNameThatIsNoName_AsksForOne()
    {
        var reading = ExperimentFile.ReadText("data: {file: a.csv, target: y}", "my file.yaml", Overrides.None);
        Assert.That(
            reading.ErrorLines.Single(),
            Does.StartWith("my file.yaml:1:1: name: is missing, and the file's name \"my file\" cannot stand in for it"));
    }

    [Test]
    public void Read_MissingFile_IsAnErrorWithoutPlace()
    {
        var path = Path.Combine(_folder, "none.yaml");
        var reading = ExperimentFile.Read(path, Overrides.None);
        Assert.That(reading.ErrorLines, Is.EqualTo(new[] { $"{path}: there is no such file" }));
        Assert.That(reading.Experiment, Is.Null);
    }

    [Test]
    public void Read_Folder_IsAnError() =>
        Assert.That(
            ExperimentFile.Read(_folder, Overrides.None).ErrorLines,
            Is.EqualTo(new[] { $"{_folder}: is a folder; name the experiment file in it" }));

    [Test]
    public void Read_BytesThatAreNotUtf8_AreToldWithTheirPlace()
    {
        var path = Path.Combine(_folder, "e.yaml");
        File.WriteAllBytes(path, [.. "seed: 1\nname: \u00e4"u8, 0xE4, .. "x\n"u8]);
        Assert.That(
            ExperimentFile.Read(path, Overrides.None).ErrorLines,
            Is.EqualTo(new[] { $"{path}:2:8: a byte that is not UTF-8; save the file as UTF-8" }));
    }

    [Test]
    public void Read_Utf16_IsAnError()
    {
        var path = Path.Combine(_folder, "e.yaml");
        File.WriteAllText(path, "seed: 1", Encoding.Unicode);
        Assert.That(
            ExperimentFile.Read(path, Overrides.None).ErrorLines,
            Is.EqualTo(new[] { $"{path}: the file is UTF-16; save it as UTF-8" }));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Read_FileOfOneMebibyte_IsTheLargest(int more, bool isRead)
    {
        const string Content = "data: {file: a.csv, target: y}\n#";
        var path = Write(Content + new string('x', (1 << 20) - Content.Length + more));
        Assert.That(ExperimentFile.Read(path, Overrides.None).Experiment is not null, Is.EqualTo(isRead));
    }

    [Test]
    public void Read_EndlessFile_IsTooLarge()
    {
        Assume.That(File.Exists("/dev/zero"));
        Assert.That(ExperimentFile.Read("/dev/zero", Overrides.None).ErrorLines,
            Is.EqualTo(new[] { "/dev/zero: the file has more than 1048576 bytes (1 MiB), the most that is allowed" }));
    }

    [Test]
    public void ReadLimits_OfAResumedRun_AreReadByTheSameRules()
    {
        var (budget, workers, errors) = ExperimentFile.ReadLimits(new Overrides(Trials: "80", For: "2h", Until: "06:30", Workers: "3"));
        Assert.That(errors, Is.Empty);
        Assert.That(budget, Is.EqualTo(new BudgetSettings(80, TimeSpan.FromHours(2), new TimeOnly(6, 30))));
        Assert.That(workers, Is.EqualTo(3));
    }

    [Test]
    public void ReadLimits_Wrong_NameTheOption() =>
        Assert.That(ExperimentFile.ReadLimits(new Overrides(Trials: "0")).Errors.Single().ToText("e.yaml"),
            Is.EqualTo("--trials 0: budget.trials: 0 is not allowed; trials is a whole number from 1 to 1000000"));

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "e.yaml");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
