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
}
