using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Experiments;

internal sealed class ExperimentTemplateTests
{
    [TestCase(TargetKind.Classification, "accuracy")]
    [TestCase(TargetKind.Regression, "rmse")]
    public void Write_AnyTask_ReadsBackWithoutErrorsAndWarnings(TargetKind kind, string metric)
    {
        var text = ExperimentTemplate.Write("houses", Houses(kind));
        var reading = ExperimentFile.ReadText(text, "houses.yaml", Overrides.None);
        Assert.That(reading.ErrorLines.Concat(reading.WarningLines), Is.Empty);
        Assert.That(reading.Experiment!.Dataset.Kind, Is.EqualTo(kind));
        Assert.That(reading.Experiment.Metric.Name, Is.EqualTo(metric));
        Assert.That(reading.Experiment.Validation.Repeats, Is.EqualTo(2), "506 rows are few");
        Assert.That(text, Does.Contain("506 rows, 14 columns"));
    }

    [Test]
    public void Write_CommentedLines_ReadOnceTheirSignIsTaken()
    {
        var text = ExperimentTemplate.Write("houses", Houses(TargetKind.Classification));
        var sound = text.Split('\n').Select(line => line.StartsWith("  # ", StringComparison.Ordinal) ? "  " + line[4..] : line);
        var reading = ExperimentFile.ReadText(string.Join('\n', sound), "houses.yaml", Overrides.None);
        Assert.That(reading.ErrorLines, Is.Empty);
        Assert.That(reading.Experiment!.Parameters.Select(parameter => parameter.Name), Is.EquivalentTo(
            ParameterTable.All.Select(row => row.Name).Where(name => name is not ("layers" or "width"))));
        Assert.That(reading.Experiment.Budget.Until, Is.EqualTo(new TimeOnly(7, 0)));
    }

    [Test]
    public void Write_AnyNames_ReadBackAsTheyAre() =>
        Prop.ForAll(Gen.Elements("abcXYZ019 .-_\"'\\:#{}[],&*!%@`äß→\n\t".ToCharArray()).ArrayOf().ToArbitrary(), letters =>
        {
            var name = "c" + new string(letters);
            var text = ExperimentTemplate.Write(
                name, new TemplateData(name + ".csv", name, TargetKind.Classification, 100, "100 rows, 2 columns"));
            var reading = ExperimentFile.ReadText(text, "e.yaml", Overrides.None);
            Assert.That(reading.ErrorLines, Is.Empty, text);
            return reading.Experiment!.Dataset.Targets.Single() == name
                && reading.Experiment.Dataset.File == Path.GetFullPath(name + ".csv");
        }).QuickCheckThrowOnFailure();

    [TestCase("my data", "my-data")]
    [TestCase("..", "experiment")]
    [TestCase("", "experiment")]
    [TestCase("latest", "experiment")]
    [TestCase("null", "experiment-null")]
    [TestCase("Größe", "Gr--e")]
    public void NameFrom_AnyText_IsAnAllowedName(string text, string expected) =>
        Assert.That(ExperimentTemplate.NameFrom(text), Is.EqualTo(expected));

    [Test]
    public void Write_IdxFiles_NamesBothAndNoColumns()
    {
        var data = new TemplateData("data/images.idx.gz", "label", TargetKind.Classification, 1797, "1797 images of 8 x 8 pixels")
        {
            Labels = "data/labels.idx.gz",
        };
        var reading = ExperimentFile.ReadText(ExperimentTemplate.Write("images", data), "images.yaml", Overrides.None);
        Assert.That(reading.ErrorLines.Concat(reading.WarningLines), Is.Empty);
        Assert.That(reading.Experiment!.Dataset.File, Is.EqualTo(Path.GetFullPath("data/images.idx.gz")));
        Assert.That(reading.Experiment.Dataset.Labels, Is.EqualTo(Path.GetFullPath("data/labels.idx.gz")));
    }

    [TestCaseSource(typeof(SurfaceFactory), nameof(SurfaceFactory.Names))]
    public void WriteSurface_EachOne_ReadsBackWithItsParameters(string surface)
    {
        var text = ExperimentTemplate.WriteSurface(surface);
        var reading = ExperimentFile.ReadText(text, "s.yaml", Overrides.None);
        Assert.That(reading.ErrorLines.Concat(reading.WarningLines), Is.Empty);
        Assert.That(reading.Experiment!.Surface, Is.EqualTo(surface));
        var sound = text.Split('\n').Select(line => line.StartsWith("  # ", StringComparison.Ordinal) ? "  " + line[4..] : line);
        var whole = ExperimentFile.ReadText(string.Join('\n', sound), "s.yaml", Overrides.None);
        Assert.That(whole.ErrorLines, Is.Empty);
        Assert.That(
            whole.Experiment!.Parameters.Select(parameter => parameter.Name),
            Is.EquivalentTo(ParameterSet.Of(surface).All.Select(row => row.Name)));
    }

    private static TemplateData Houses(TargetKind kind) => new("data/houses.csv", "price", kind, 506, "506 rows, 14 columns");
}
