using System.Globalization;
using System.Text;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// Everything in a run's folder that can be rebuilt from its journal: the CSV files, the summary, the report and its charts. The same
/// journal gives the same bytes.
/// </summary>
/// <param name="Notices">What could not be made, and how to make it possible.</param>
internal sealed record DerivedFiles(RunFolder Folder, RunResults Results, RunFindings Findings, IReadOnlyList<string> Notices)
{
    /// <summary>Each file appears complete or not at all.</summary>
    public static async Task<DerivedFiles> WriteAsync(RunFolder folder, CancellationToken cancellation)
    {
        var results = RunResults.Of(folder);
        var pass = JournalPass.Over(results, JournalReader.ReadAll(folder.Journal));
        var findings = RunFindings.From(results, pass.CurvesOf(results.Best?.Number), pass.CurveMeasure);
        Write(folder, folder.Trials, writer => TrialsCsv.Write(results, writer));
        Write(folder, folder.Ranking, writer => RankingCsv.Write(results, writer));
        Write(folder, folder.Evaluations, writer => EvaluationsCsv.Write(results.State, JournalReader.ReadAll(folder.Journal, withCurves: false), writer));
        Write(folder, folder.Curves, writer => CurvesCsv.Write(pass.Columns, JournalReader.ReadAll(folder.Journal), writer));
        folder.Write(Path.GetFileName(folder.Summary), SummaryJson.Write(results, findings));
        var model = ReportModelBuilder.Build(results, findings, pass);
        Write(folder, folder.Report, writer => ReportWriter.Write(model, writer));
        var problem = await WriteChartsAsync(folder, model, cancellation);
        return new DerivedFiles(folder, results, findings, problem is null ? [] : [problem]);
    }

    private static async Task<string?> WriteChartsAsync(RunFolder folder, ReportModel model, CancellationToken cancellation)
    {
        var charts = ChartSet.Create(model);
        var paths = charts.Select(chart => Path.Combine(folder.Charts, chart.FileName)).ToList();
        RemoveStaleCharts(folder, paths);
        foreach (var (chart, path) in charts.Zip(paths))
            folder.Write(Path.GetRelativePath(folder.Path, path), SvgRenderer.RenderFile(chart.Chart));
        return (await new PngConverter(new InstalledTools()).Convert(paths, cancellation)).Problem;
    }

    /// <summary>Charts of an earlier report whose numbers or names have moved.</summary>
    private static void RemoveStaleCharts(RunFolder folder, List<string> paths)
    {
        if (!Directory.Exists(folder.Charts))
            return;
        var kept = paths.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(folder.Charts).Where(path => !kept.Contains(Path.GetFileNameWithoutExtension(path))))
            File.Delete(path);
    }

    private static void Write(RunFolder folder, string path, Action<TextWriter> write)
    {
        var text = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture);
        write(text);
        folder.Write(Path.GetRelativePath(folder.Path, path), text.ToString());
    }
}
