namespace HpoRunner.Experiments;

/// <summary>
/// Every file in experiments/ and experiments/lessons/ reads without errors and without warnings, and its data are there.
/// </summary>
internal sealed class ShippedExperimentsTests
{
    private static readonly string Lessons = Path.Combine(ShippedFolder.Path, "lessons");

    private static IEnumerable<TestCaseData> Files() => In(ShippedFolder.Path).Concat(In(Lessons));

    private static IEnumerable<TestCaseData> LessonFiles() => In(Lessons);

    private static IEnumerable<TestCaseData> In(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetRelativePath(ShippedFolder.Path, file)));

    [TestCaseSource(nameof(Files))]
    public void Read_ShippedFile_HasNoErrorsAndNoWarnings(string file)
    {
        var reading = ExperimentFile.Read(file, Overrides.None);
        Assert.That(reading.ErrorLines.Concat(reading.WarningLines), Is.Empty);
        Assert.That(reading.Experiment, Is.Not.Null);
        Assert.That(!reading.Experiment!.HasModel || File.Exists(reading.Experiment.Dataset.File), "the data file is there");
    }

    [TestCaseSource(nameof(LessonFiles))]
    public void Read_Lesson_SaysItsSentenceAndTrainsEachConfigurationSeveralTimes(string file)
    {
        Assert.That(File.ReadLines(file).First(), Does.StartWith("# Lesson: "));
        var experiment = ExperimentFile.Read(file, Overrides.None).Experiment!;
        Assert.That(experiment.Searched, Is.Not.Empty);
        Assert.That(experiment.Validation.ScoreCount, Is.GreaterThanOrEqualTo(3));
    }

    [TestCase("")]
    [TestCase("lessons")]
    public void Readme_EveryShippedFile_IsMentioned(string folder)
    {
        var path = Path.Combine(ShippedFolder.Path, folder);
        var readme = File.ReadAllText(Path.Combine(path, "README.md"));
        var names = Directory.EnumerateFiles(path, "*.yaml").Select(file => $"`{Path.GetFileName(file)}`").ToList();
        Assert.That(names, Is.Not.Empty);
        Assert.That(names.Where(name => !readme.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Read_Digits_IsTheMainJob()
    {
        var experiment = ExperimentFile.Read(Path.Combine(ShippedFolder.Path, "digits.yaml"), Overrides.None).Experiment!;
        Assert.That(experiment.Budget.Trials, Is.EqualTo(60));
        Assert.That(experiment.Validation.ScoreCount, Is.EqualTo(5));
        Assert.That(experiment.Searched.Select(parameter => parameter.Name),
            Is.EqualTo(new[] { "learning_rate", "batch_size", "beta1", "beta2", "l2", "init", "hidden", "dropout" }));
    }
}
