using System.Text.Json;
using HpoRunner.Journal;

namespace HpoRunner.Experiments;

internal sealed class ExperimentJsonTests
{
    /// <summary>The journal's header keeps the experiment as JSON; a resumed run must see the same one.</summary>
    [TestCase("iris.yaml")]
    [TestCase("digits.yaml")]
    [TestCase("wine.yaml")]
    [TestCase("breast_cancer.yaml")]
    [TestCase("diabetes.yaml")]
    [TestCase("overnight.yaml")]
    public void Json_ShippedExperiment_ComesBackWhole(string file)
    {
        var experiment = ExperimentFile.Read(Path.Combine(ShippedFolder.Path, file), Overrides.None).Experiment!;
        var json = JsonSerializer.Serialize(experiment, JournalJson.Options);
        var back = JsonSerializer.Deserialize<Experiment>(json, JournalJson.Options)!;
        Assert.That(JsonSerializer.Serialize(back, JournalJson.Options), Is.EqualTo(json));
        Assert.That(ExperimentDescription.Write(back), Is.EqualTo(ExperimentDescription.Write(experiment)));
        Assert.That(json, Does.Not.Contain("baseline").And.Not.Contain("searched"));
    }
}
