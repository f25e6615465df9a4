using System.Threading.Channels;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.Pictures;
using HpoRunner.Reports.RunCharts;

namespace HpoRunner.Reports;

/// <summary>
/// The folder of charts: each as SVG, and beside it as PNG where that can be made. Making pictures takes longer than all else in a
/// report, so a chart that stands there as it would become, with its picture, is left alone; the first pictures are drawn while the last
/// charts are yet to be written; and what draws them is started before there is anything to draw, when it is plain that there will be.
/// </summary>
internal sealed class ChartFiles : IDisposable
{
    private readonly RunFolder _folder;
    private readonly Lazy<Task<PngOutcome>> _pictures;

    // Whoever writes a chart hands it on himself: threads that could do it for him are busy with the page.
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new() { AllowSynchronousContinuations = true });

    public ChartFiles(RunFolder folder, PngConverter converter, CancellationToken cancellation)
    {
        _folder = folder;
        _pictures = new(() => converter.Convert(folder.Charts, _changed.Reader.ReadAllAsync(cancellation), cancellation));
        if (ArePicturesOld())
            _ = _pictures.Value;
    }

    /// <returns>Why pictures are missing; null when all are there.</returns>
    public async Task<string?> WriteAsync(IReadOnlyList<NamedChart> charts, CancellationToken cancellation)
    {
        var paths = charts.Select(chart => Path.Combine(_folder.Charts, chart.FileName)).ToList();
        RemoveStale(paths);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ChartSet.AtOnce, CancellationToken = cancellation };
        await Task.Run(() => Parallel.For(0, charts.Count, options, i =>
        {
            if (!Write(paths[i], SvgRenderer.RenderFile(charts[i].Chart)))
                return;
            _ = _pictures.Value;
            _changed.Writer.TryWrite(paths[i]);
        }), cancellation);
        _changed.Writer.Complete();
        return _pictures.IsValueCreated ? (await _pictures.Value).Problem : null;
    }

    /// <summary>What waits for charts waits no longer.</summary>
    public void Dispose() => _changed.Writer.TryComplete();

    /// <summary>
    /// None was drawn since the journal went on: what it told since changes at least the number of trials under each chart.
    /// </summary>
    private bool ArePicturesOld()
    {
        var journal = File.GetLastWriteTimeUtc(_folder.Journal);
        return !Directory.Exists(_folder.Charts)
            || Directory.EnumerateFiles(_folder.Charts, "*.png").All(picture => File.GetLastWriteTimeUtc(picture) < journal);
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
        _folder.Write(Path.GetRelativePath(_folder.Path, path), text);
        return true;
    }

    /// <summary>Charts of an earlier report whose numbers or names have moved.</summary>
    private void RemoveStale(List<string> paths)
    {
        if (!Directory.Exists(_folder.Charts))
            return;
        var kept = paths.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(_folder.Charts).Where(path => !kept.Contains(Path.GetFileNameWithoutExtension(path))))
            File.Delete(path);
    }
}
