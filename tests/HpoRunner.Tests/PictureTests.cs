using HpoRunner.Reports.Pictures;

namespace HpoRunner.Tests;

/// <summary>Charts as PNG from a real run.</summary>
[Category("Process")]
internal sealed class PictureTests
{
    [Test]
    public void Report_NoToolInThePath_DrawsEachChartByItsOwnChild()
    {
        Assume.That(Librsvg.IsInstalled, "librsvg is not installed");
        using var hpo = new Hpo();
        Assert.That(hpo.Call("run", Path.Combine(Hpo.Experiments, "iris.yaml"), "--trials", "2", "--progress", "none").ExitCode, Is.Zero);
        var charts = Path.Combine(hpo.Run, "charts");
        Directory.Delete(charts, recursive: true);

        var ended = hpo.Call(["report", "latest"], new Dictionary<string, string> { ["PATH"] = charts });

        Assert.That((ended.ExitCode, ended.Error), Is.EqualTo((0, "")));
        Assert.That(Directory.GetFiles(charts, "*.png").Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(Directory.GetFiles(charts, "*.svg").Select(Path.GetFileNameWithoutExtension)).And.Not.Empty);
    }
}
