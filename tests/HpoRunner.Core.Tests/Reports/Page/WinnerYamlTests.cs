using System.Text.Json;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Reports.Page;

/// <summary>The winner's file reads without errors and asks the same question as the experiment that it came from.</summary>
internal sealed class WinnerYamlTests
{
    private static readonly string[] Folders = [ShippedFolder.Path, Path.Combine(ShippedFolder.Path, "lessons")];

    private static IEnumerable<TestCaseData> Files() =>
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml"))
            .Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetRelativePath(ShippedFolder.Path, file)));

    [TestCaseSource(nameof(Files))]
    public void Write_ShippedExperiment_ReadsAsTheSameQuestion(string file) =>
        Check(ExperimentFile.Read(file, Overrides.None).Experiment!, file);

    [Test]
    public void Write_EverythingUnusual_ReadsAsTheSameQuestion()
    {
        var file = Path.Combine(ShippedFolder.Path, "iris.yaml");
        var experiment = ExperimentFile.Read(file, Overrides.None).Experiment!;
        Check(
            experiment with
            {
                TestShare = null,
                Dataset = experiment.Dataset with
                {
                    Kind = TargetKind.Classification, Ignore = ["a b", "ü: \"x\"", "😀"], Missing = ["", "#N/A"],
                    Group = "patient", Types = new Dictionary<string, ColumnKind> { ["zip code"] = ColumnKind.Categorical },
                    ClassWeights = ClassWeighting.Balanced,
                },
                Preprocessing = new PreprocessingSettings { Scale = ScaleMethod.MinMax, Impute = ImputeMethod.MostFrequent },
                Validation = new ValidationSettings(ValidationMethod.GroupKFold, 4, 2),
            },
            file);
    }

    private static void Check(Experiment experiment, string file)
    {
        var yaml = WinnerYaml.Write(experiment, Path.GetDirectoryName(file)!, 3, experiment.Baseline);
        var reading = ExperimentFile.ReadText(yaml, Path.Combine(Path.GetDirectoryName(file)!, "winner.yaml"), Overrides.None);
        Assert.That(reading.ErrorLines, Is.Empty, yaml);
        var winner = reading.Experiment!;
        Assert.Multiple(() =>
        {
            Assert.That(winner.Baseline, Is.EqualTo(experiment.Baseline), "the configuration is the baseline of its file");
            Assert.That(winner.Searched, Is.Empty);
            Assert.That(Question(winner), Is.EqualTo(Question(experiment)));
        });
    }

    private static string Question(Experiment experiment) => JsonSerializer.Serialize(
        new
        {
            experiment.Seed, experiment.Dataset, experiment.TestShare, experiment.Preprocessing, experiment.Validation, experiment.Metrics,
            experiment.Metric.Name, experiment.Metric.Goal,
        },
        JournalJson.Options);
}
