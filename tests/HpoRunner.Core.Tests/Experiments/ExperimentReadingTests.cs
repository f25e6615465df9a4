namespace HpoRunner.Experiments;

/// <summary>What shows only beside the data is told at its place in the file.</summary>
internal sealed class ExperimentReadingTests
{
    private const string Text = """
        !data:
          file: a.csv
          target: y
        metrics: [r2, mae]
        parameters:
          loss: [mse, hinge]
          l1: {values: [0, 0.5]}
          augment_rotate: {min: 0, max: 10}
        """;

    [TestCase("data.target", "e.yaml:3:11: data.target: wrong")]
    [TestCase("metrics[1]", "e.yaml:4:15: metrics[1]: wrong")]
    [TestCase("parameters.loss[1]", "e.yaml:6:15: parameters.loss[1]: wrong")]
    [TestCase("parameters.l1[1]", "e.yaml:7:20: parameters.l1[1]: wrong")]
    [TestCase("parameters.augment_rotate.max", "e.yaml:8:33: parameters.augment_rotate.max: wrong")]
    [TestCase("parameters.loss[7]", "e.yaml:6:9: parameters.loss[7]: wrong")]
    [TestCase("data.image", "e.yaml:2:3: data.image: wrong")]
    [TestCase("validation.folds", "e.yaml: validation.folds: wrong")]
    public void Locate_APath_IsWhereItsValueStandsOrTheInnermostKeyAboveIt(string path, string expected) =>
        Assert.That(Sample.Read(Text).Locate(ExperimentError.About(path, "wrong")).ToText(Sample.FileName), Is.EqualTo(expected));

    [Test]
    public void Locate_AValueOfTheCommandLine_IsTheOption() => Assert.That(
        Sample.Read(Text, new Overrides(Set: ["augment_shift=2"])).Locate(ExperimentError.About("parameters.augment_shift", "wrong"))
            .ToText(Sample.FileName),
        Is.EqualTo("--set augment_shift=2: parameters.augment_shift: wrong"));
}
