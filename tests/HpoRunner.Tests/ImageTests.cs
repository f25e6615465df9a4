namespace HpoRunner.Tests;

/// <summary>Images from IDX files through the whole program.</summary>
[Category("Process")]
internal sealed class ImageTests
{
    private static readonly string Folder = Path.Combine(Hpo.Experiments, "data");

    [Test]
    public void Run_ImagesWithAugmentation_GivesTheSameTrialsForAnyNumberOfWorkersAndPredicts()
    {
        var tables = new List<string>();
        foreach (var workers in new[] { "1", "3" })
        {
            using var hpo = new Hpo();
            var ended = hpo.Call(
                "run", Path.Combine(Hpo.Experiments, "digits_images.yaml"), "--trials", "4", "--set", "epochs=2", "--workers",
                workers);
            Assert.That(ended.ExitCode, Is.Zero, ended.Error);
            tables.Add(hpo.Trials);
            var predicted = hpo.Call("predict", "latest", Path.Combine(Folder, "digits-images.idx.gz"));
            Assert.That(predicted.ExitCode, Is.Zero, predicted.Error);
            Assert.That(predicted.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1798));
        }
        Assert.That(tables[1], Is.EqualTo(tables[0]));
        Assert.That(
            tables[0].Split('\n').Skip(1).Any(row => row.Contains("true", StringComparison.Ordinal)),
            "a trial that mirrors was among them");
    }

    [Test]
    public void Run_ImagesCutShort_Exit3AndNoRun_Fault44()
    {
        using var hpo = new Hpo();
        var images = File.ReadAllBytes(Path.Combine(Folder, "digits-images.idx.gz"));
        File.WriteAllBytes(Path.Combine(hpo.Folder, "images.gz"), images[..^100]);
        File.Copy(Path.Combine(Folder, "digits-labels.idx.gz"), Path.Combine(hpo.Folder, "labels.gz"));
        var ended = hpo.Call("run", hpo.Write("e.yaml", "data: {file: {images: images.gz, labels: labels.gz}}\n"));
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Error);
        Assert.That(ended.Error, Does.Contain("images.gz"));
        Assert.That(Directory.Exists(hpo.Results), Is.False);
    }
}
