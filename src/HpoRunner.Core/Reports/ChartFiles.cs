using System.Threading.Channels;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Pictures;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports;

/// <summary>
/// The folder of charts: each as SVG, and beside it as PNG where that can be made. Making pictures takes longer than all else in a
/// report, so a chart that stands there as it would become, with its picture, is left alone.
/// </summary>
internal sealed class ChartFiles(RunFolder folder, PngConverter pictures)
{
    /// <returns>Why pictures are missing; null when all are there.</returns>
    public async Task<string?> WriteAsync(IReadOnlyList<NamedChart> charts, CancellationToken cancellation)
    {
        var paths = charts.Select(chart => Path.Combine(folder.Charts, chart.FileName)).ToList();
        RemoveStale(paths);
        // The first pictures are drawn while the last charts are yet to be written.
        var changed = Channel.CreateUnbounded<string>();
        var drawing = pictures.Convert(changed.Reader.ReadAllAsync(cancellation), cancellation);
        try
        {
            await Parallel.ForAsync(0, charts.Count, new ParallelOptions { MaxDegreeOfParallelism = ChartSet.Parallel }, async (i, token) =>
            {
                if (Write(paths[i], SvgRenderer.RenderFile(charts[i].Chart)))
                    await changed.Writer.WriteAsync(paths[i], token);
            });
        }
        finally
        {
            changed.Writer.Complete();
        }
        return (await drawing).Problem;
    }

    /// <summary>False when chart and picture are there already.</summary>
    private bool Write(string path, string text)
    {
        var picture = Path.ChangeExtension(path, ".png");
        if (File.Exists(picture))
        {
            if (File.Exists(path) && File.ReadAllText(path) == text)
                return false;
            // Should the conversion not come to its end, no picture shows another chart than the one beside it.
            File.Delete(picture);
        }
        folder.Write(Path.GetRelativePath(folder.Path, path), text);
        return true;
    }

    /// <summary>Charts of an earlier report whose numbers or names have moved.</summary>
    private void RemoveStale(List<string> paths)
    {
        if (!Directory.Exists(folder.Charts))
            return;
        var kept = paths.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(folder.Charts).Where(path => !kept.Contains(Path.GetFileNameWithoutExtension(path))))
            File.Delete(path);
    }
}
