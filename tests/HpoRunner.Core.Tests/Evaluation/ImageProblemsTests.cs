using HpoRunner.Experiments;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Evaluation;

/// <summary>Images against the columns that are really there, on the shipped digits.</summary>
internal sealed class ImageProblemsTests
{
    private static readonly string Digits = Path.Combine(ShippedFolder.Path, "data", "digits.csv");
    private static readonly string Iris = Path.Combine(ShippedFolder.Path, "data", "iris.csv");

    [TestCase("image: 8x9x1", "", "data.image: 8x9x1 makes 72 values, and digits.csv has 64 feature columns; the two must be equal")]
    [TestCase("image: 8x8", "preprocessing: {scale: robust}",
        "preprocessing.scale: robust does not suit images, most of whose pixels are one and the same background; allowed: standard, "
        + "min_max, none")]
    [TestCase("task: classification", "parameters: {augment_shift: [0, 1]}",
        "parameters.augment_shift[1]: 1 augments images, and digits.csv is not known to hold any; "
        + "say how its columns make one with data.image, such as 8x8x1, or leave it out")]
    [TestCase("task: classification", "parameters: {augment_rotate: {min: 0, max: 10}}",
        "parameters.augment_rotate.max: 10 augments images, and digits.csv is not known to hold any; "
        + "say how its columns make one with data.image, such as 8x8x1, or leave it out")]
    [TestCase("task: classification", "parameters: {augment_flip: {values: [false], default: true}}",
        "parameters.augment_flip.default: true augments images, and digits.csv is not known to hold any; "
        + "say how its columns make one with data.image, such as 8x8x1, or leave it out")]
    [TestCase("image: 8x8", "parameters: {augment_shift: [1, 8]}",
        "parameters.augment_shift[1]: 8 moves images of 8x8x1 out of sight; allowed: up to 7")]
    public void Read_WhatDoesNotFit_IsSaid(string data, string rest, string expected) =>
        Assert.That(
            () => Read($"data: {{file: {Digits}, target: target, {data}}}\n{rest}"),
            Throws.TypeOf<InvalidExperimentException>().With.Message.EqualTo(expected));

    [Test]
    public void Read_CategoricalColumn_IsNoPixel() => Assert.That(
        () => Read($"data: {{file: {Iris}, target: sepal_length_cm, task: regression, image: 2x2}}"),
        Throws.TypeOf<InvalidExperimentException>().With.Message.Contains("is categorical; the columns of an image are numbers"));

    [Test]
    public void Read_AugmentationThatIsOff_NeedsNoImage() =>
        Assert.That(
            Read($"data: {{file: {Digits}, target: target}}\nparameters: {{augment_shift: 0, augment_flip: false}}").Dataset.Image,
            Is.Null);

    [Test]
    public void Read_ImagesThatFit_AreScaledAndAugmented() =>
        Assert.That(
            Read($"data: {{file: {Digits}, target: target, image: 8x8}}\nparameters: {{augment_shift: 1}}").Dataset.Image,
            Is.EqualTo(new ImageShape(8, 8, 1)));

    private static PreparedExperiment Read(string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("hpo-image").FullName, "images.yaml");
        File.WriteAllText(path, text);
        var reading = ExperimentFile.Read(path, Overrides.None);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.That(reading.ErrorLines, Is.Empty);
        return PreparedExperiment.Read(reading.Experiment!);
    }
}
