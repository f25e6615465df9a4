using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>Image files and sizes in the experiment file.</summary>
internal sealed class ImageRulesTests
{
    [TestCase("!data: {file: a.csv, target: y, image: 8by8}",
        "1:39: data.image: \"8by8\" is not the size of an image; allowed: height x width x channels, such as 28x28x1")]
    [TestCase("!data: {file: {images: a}}", "1:14: data.file.labels: is missing; an IDX file with a label for each of them")]
    [TestCase("!data: {file: {images: a, labels: b, lables: c}}", "1:37: data.file.lables: unknown key; did you mean labels?")]
    [TestCase("!data: {file: {images: a, labels: b/}}",
        "1:34: data.file.labels: \"b/\" is not a file's name; allowed: the name of an IDX file")]
    [TestCase("!data: {file: {images: a, labels: b}, ignore: [x]}",
        "1:38: data.ignore: IDX files hold pixels alone, without names or texts; leave it out")]
    [TestCase("!data: {file: {images: a, labels: b}, target: [x, y]}",
        "1:46: data.target: 2 names; IDX files have one label for each image")]
    [TestCase("!data: {file: a.csv, target: y, image: 8x8}\nparameters: {augment_rotate: 181}",
        "2:30: parameters.augment_rotate: 181 is not allowed; augment_rotate takes a number in [0, 180]")]
    public void Read_WrongImages_AreRefused(string snippet, string expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(new[] { expected }));

    [Test]
    public void Read_IdxPair_IsADatasetOfImages()
    {
        var dataset = Sample.Sound("!data: {file: {images: a.idx, labels: b.idx}, image: 28x28}").Dataset;
        Assert.That((Path.GetFileName(dataset.File), Path.GetFileName(dataset.Labels)), Is.EqualTo(("a.idx", "b.idx")));
        Assert.That((dataset.Targets.Single(), dataset.Image), Is.EqualTo(("label", (ImageShape?)new ImageShape(28, 28, 1))));
    }
}
