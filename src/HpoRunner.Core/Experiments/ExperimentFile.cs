using HpoRunner.Experiments.Reading;
using HpoRunner.Experiments.Yaml;

namespace HpoRunner.Experiments;

/// <summary>
/// Reads an experiment file: strict YAML 1.2 into an <see cref="Experiment"/> with every default filled in. All errors are collected
/// and none is thrown: a missing file, a file that is no text and a text that is no YAML are errors like every other.
/// </summary>
internal static class ExperimentFile
{
    public static ExperimentReading Read(string path, Overrides overrides)
    {
        var findings = new Findings();
        var text = Load(path, findings);
        return text is null
            ? new ExperimentReading(path, null, findings.Errors, findings.Warnings, "")
            : Read(text, path, overrides, findings);
    }

    /// <summary>Reads a text as if it stood in the file; <paramref name="path"/> gives the name and the folder.</summary>
    public static ExperimentReading ReadText(string text, string path, Overrides overrides) => Read(text, path, overrides, new Findings());

    /// <summary>
    /// The limits among the overrides alone, for a run that goes on: its budget and number of workers may change, nothing else. Null
    /// members were not given.
    /// </summary>
    public static (BudgetSettings Budget, int? Workers, IReadOnlyList<ExperimentError> Errors) ReadLimits(Overrides overrides)
    {
        var findings = new Findings();
        var root = OverrideReader.Apply(new YamlMapping(default, []), overrides with { Set = null, Seed = null }, findings);
        var section = Section.Open(root, "", ExperimentKeys.Root, findings);
        return (LimitsReader.ReadBudget(section), LimitsReader.ReadWorkers(section).Count, findings.Errors);
    }

    private static ExperimentReading Read(string text, string path, Overrides overrides, Findings findings)
    {
        var root = YamlReader.Read(text, findings);
        if (root is not YamlMapping mapping)
        {
            if (root is not null and not YamlBroken)
                findings.Error(root.Place, "",
                    $"{CoreSchema.Got(root)}; an experiment file is a mapping with at least data.file and data.target");
            return new ExperimentReading(path, null, findings.Errors, findings.Warnings, text);
        }
        var whole = OverrideReader.Apply(mapping, overrides, findings);
        var experiment = ExperimentReader.Read(whole, path, findings);
        return new ExperimentReading(path, findings.HasErrors ? null : experiment, findings.Errors, findings.Warnings, text, whole);
    }

    /// <summary>At most one byte more than allowed is read, so endless files end.</summary>
    private static string? Load(string path, Findings findings)
    {
        var buffer = new byte[YamlText.LargestSize + 1];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return YamlText.Decode(buffer.AsSpan(0, length), findings);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Error(new Place(0, 0), "", failure switch
            {
                FileNotFoundException => $"there is no such file{Sentence.DidYouMean(Path.GetFileName(path), Neighbours(path))}",
                DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException when Directory.Exists(path) => "is a folder; name the experiment file in it",
                UnauthorizedAccessException => "may not be read; check its permissions",
                _ => $"cannot be read: {failure.Message}",
            });
            return null;
        }
    }

    private static IEnumerable<string> Neighbours(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*.y*ml").Select(file => Path.GetFileName(file));
}
