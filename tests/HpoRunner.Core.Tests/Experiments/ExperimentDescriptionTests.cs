namespace HpoRunner.Experiments;

internal sealed class ExperimentDescriptionTests
{
    [TestCase("iris")]
    [TestCase("overnight")]
    public void Write_ShippedExperiment_IsAsApproved(string name)
    {
        var experiment = ExperimentFile.Read(Path.Combine(ShippedFolder.Path, name + ".yaml"), Overrides.None).Experiment!;
        var text = ExperimentDescription.Write(experiment).Replace(ShippedFolder.Path, "experiments", StringComparison.Ordinal);
        Assert.That(text, Is.EqualTo(
            File.ReadAllText(Path.Combine(ShippedFolder.Root, "tests", "HpoRunner.Core.Tests", "Experiments", $"{name}.approved.txt"))));
    }

    [Test]
    public void Write_NamesFromTheFile_CannotSteerATerminal()
    {
        var experiment = Sample.Sound("!data: {file: a.csv, target: \"a\\u202eb\", ignore: [\"c\\nd\"]}");
        Assert.That(ExperimentDescription.Write(experiment), Does.Contain("a\\u202eb").And.Contain("c\\u000ad"));
    }
}
