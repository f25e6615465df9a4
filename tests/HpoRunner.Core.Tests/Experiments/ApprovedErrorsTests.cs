using System.Globalization;

namespace HpoRunner.Experiments;

/// <summary>All that is wrong is told together, with line and column, and reads the same in every culture.</summary>
internal sealed class ApprovedErrorsTests
{
    private static readonly string Folder = Path.Combine(ShippedFolder.Root, "tests", "HpoRunner.Core.Tests", "Experiments");

    [TestCase("")]
    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    public void Read_TenMistakes_AreAllTold(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var text = File.ReadAllText(Path.Combine(Folder, "ten-mistakes.yaml"));
            var reading = ExperimentFile.ReadText(text, "ten-mistakes.yaml", Overrides.None);
            Assert.That(reading.Experiment, Is.Null);
            Assert.That(
                string.Join("\n", reading.ErrorLines) + "\n",
                Is.EqualTo(File.ReadAllText(Path.Combine(Folder, "ten-mistakes.approved.txt"))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    public void Read_SoundFile_IsTheSameInEveryCulture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var text = File.ReadAllText(Path.Combine(ShippedFolder.Path, "digits.yaml"));
        var expected = ExperimentDescription.Write(ExperimentFile.ReadText(text, "digits.yaml", Overrides.None).Experiment!);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var experiment = ExperimentFile
                .ReadText(text, "digits.yaml", new Overrides(["dropout={min: 0, max: 0.5, step: 0.1}"]))
                .Experiment!;
            Assert.That(ExperimentDescription.Write(experiment), Is.EqualTo(expected));
            Assert.That(
                ExperimentFile.ReadText(text.Replace("init:", "INIT:", StringComparison.Ordinal), "digits.yaml", Overrides.None).ErrorLines,
                Has.Some.Contains("parameters.INIT: unknown parameter; did you mean init?"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
