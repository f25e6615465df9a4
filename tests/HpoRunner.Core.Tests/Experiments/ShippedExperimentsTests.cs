using NUnit.Framework;

namespace HpoRunner.Experiments;

/// <summary>Every file in experiments/ reads without errors and without warnings, and its data are there.</summary>
internal sealed class ShippedExperimentsTests
{
    private static IEnumerable<TestCaseData> Files() =>
        Directory.EnumerateFiles(ShippedFolder.Path, "*.yaml").Order(StringComparer.Ordinal).Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileName(file)));

    [TestCaseSource(nameof(Files))]
    public void Read_ShippedFile_HasNoErrorsAndNoWarnings(string file)
    {
        var reading = ExperimentFile.Read(file, Overrides.None);
        Assert.That(reading.ErrorLines.Concat(reading.WarningLines), Is.Empty);
        Assert.That(reading.Experiment, Is.Not.Null);
        Assert.That(File.Exists(reading.Experiment!.Dataset.File), "the data file is there");
    }

    [Test]
    public void Readme_EveryShippedFile_IsMentioned()
    {
        var readme = File.ReadAllText(Path.Combine(ShippedFolder.Path, "README.md"));
        var names = Directory.EnumerateFiles(ShippedFolder.Path, "*.yaml").Select(file => $"`{Path.GetFileName(file)}`").ToList();
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
