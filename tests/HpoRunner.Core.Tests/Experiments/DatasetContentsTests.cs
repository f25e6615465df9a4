using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments;

/// <summary>
/// What <c>hpo validate</c> says of the shipped data; counts by <c>tail -n +2 FILE | cut -d, -f COLUMN | sort | uniq -c</c>.
/// </summary>
internal sealed class DatasetContentsTests
{
    [Test]
    public void Of_IdxFiles_SaysHowManyImagesOfWhichSizeAndClasses()
    {
        var dataset = Dataset.Read(
            new DatasetSettings { File = Shipped("digits-images.idx.gz"), Labels = Shipped("digits-labels.idx.gz"), Targets = ["label"] });
        Assert.That(DatasetContents.Of(dataset, isIdx: true, testRowCount: 359), Is.EqualTo(new DatasetContents(
            "1797 images of 8 x 8 pixels",
            "10 classes: 0 178, 1 182, 2 177, 3 183, 4 181, 5 182, 6 181, 7 179, 8 174, 9 180",
            new ImageShape(8, 8, 1), 359)));
    }

    [TestCase("iris.csv", "150 rows x 4 features, all numeric", "3 classes: setosa 50, versicolor 50, virginica 50")]
    [TestCase("diabetes.csv", "442 rows x 10 features, all numeric", "numbers from 25 to 346")]
    public void Of_CsvFile_SaysRowsFeaturesAndTarget(string file, string features, string target)
    {
        var dataset = Dataset.Read(new DatasetSettings { File = Shipped(file), Targets = ["target"] });
        Assert.That(DatasetContents.Of(dataset, isIdx: false, testRowCount: 0), Is.EqualTo(new DatasetContents(features, target, null, 0)));
    }

    [Test]
    public void Of_ColumnsOfTwoKindsAndTargets_CountsEach()
    {
        var dataset = Dataset.Read(new DatasetSettings { File = Shipped("iris.csv"), Targets = ["sepal_length_cm", "sepal_width_cm"] });
        Assert.That(DatasetContents.Of(dataset, isIdx: false, testRowCount: 0), Is.EqualTo(new DatasetContents(
            "150 rows x 3 features, 2 numeric, 1 categorical",
            "numbers sepal_length_cm from 4.3 to 7.9, sepal_width_cm from 2 to 4.4", null, 0)));
    }

    [Test]
    public void Write_WithContents_SaysThemBesideTheFile()
    {
        var experiment = ExperimentFile.Read(Path.Combine(ShippedFolder.Path, "digits_images.yaml"), Overrides.None).Experiment!;
        var text = ExperimentDescription.Write(
            experiment, new DatasetContents("1797 images of 8 x 8 pixels", "10 classes", new ImageShape(8, 8, 1), 359));
        Assert.That(text.Split('\n'), Is.SupersetOf(new[]
        {
            "contents         1797 images of 8 x 8 pixels",
            "image            8x8x1, height x width x channels: each channel is scaled as a whole",
            "task             read off the target (default): 10 classes",
            "test rows        20% (default), 359 rows, set apart, used once at the end",
        }));
    }

    private static string Shipped(string file) => Path.Combine(ShippedFolder.Path, "data", file);
}
