using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;
using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
internal sealed class TrainerPageTests
{
    [Test]
    public void Page_InDocs_IsWhatTheTablesSay()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no repository above the tests");
        var page = Path.Combine(folder.FullName, "docs", "trainer.md");

        Assert.That(
            File.Exists(page) ? File.ReadAllText(page).ReplaceLineEndings("\n") : "",
            Is.EqualTo(TrainerPage.Write()),
            "docs/trainer.md is out of date; ./hpo schema --trainer > docs/trainer.md rewrites it");
    }

    [Test]
    public void Write_EveryParameterAndMetric_IsOnThePage()
    {
        var page = TrainerPage.Write();

        foreach (var name in ParameterTable.All.Select(row => row.Name).Concat(Metrics.MetricTable.All.Select(metric => metric.Name)))
            Assert.That(page, Does.Contain($"| `{name}` |"));
    }

    [Test]
    public void Notes_OfEveryFamily_NameWhatAnExperimentMayName()
    {
        Assert.That(OptimizerNotes.All.Select(note => note.Name), Is.EqualTo(OptimizerFactory.Names));
        Assert.That(ScheduleNotes.All.Select(note => note.Name), Is.EqualTo(ScheduleFactory.Names));
    }

    [Test]
    public void Notes_OfOptimizersWithEpsilon_SayWhereItStands()
    {
        // adamw divides as adam does; its row says so.
        var saying = OptimizerNotes.All.Where(note => note.Rule.Contains('ε') || note.Name == "adamw").Select(note => note.Name);

        Assert.That(saying, Is.EqualTo(OptimizerFactory.Names.Where(name => OptimizerFactory.DefaultEpsilon(name) is not null)));
    }
}
