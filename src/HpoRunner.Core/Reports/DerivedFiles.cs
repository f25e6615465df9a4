using HpoRunner.Journal;
using HpoRunner.Reports.Page;
using HpoRunner.Reports.Pictures;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Reports.Tables;

namespace HpoRunner.Reports;

/// <summary>
/// Everything in a run's folder that can be rebuilt from its journal: the CSV files, the summary, the report and its charts. The same
/// journal gives the same bytes.
/// </summary>
/// <param name="Notices">What could not be made, and how to make it possible.</param>
internal sealed record DerivedFiles(RunFolder Folder, RunResults Results, RunFindings Findings, IReadOnlyList<string> Notices)
{
    /// <summary>Each file appears complete or not at all. The journal is read once; the rest is then made side by side.</summary>
    public static async Task<DerivedFiles> WriteAsync(RunFolder folder, CancellationToken cancellation)
    {
        using var charts = new ChartFiles(folder, new PngConverter(new InstalledTools()), cancellation);
        var pass = JournalPass.Over(folder.Journal);
        var records = Task.Run(() => WriteRecords(folder, pass), cancellation);
        var results = RunResults.Of(folder, pass.State);
        var rankings = Task.Run(() => WriteRankings(folder, results), cancellation);
        var report = WriteReportAsync(folder, results, pass, charts, cancellation);
        await Task.WhenAll(records, rankings, report);
        return await report;
    }

    /// <summary>What stands in the journal, without a ranking.</summary>
    private static void WriteRecords(RunFolder folder, JournalPass pass)
    {
        Write(folder, folder.Curves, writer => CurvesCsv.Write(pass.Columns, pass.Curves.ReadText(), writer));
        Write(folder, folder.Evaluations, writer => writer.Write(pass.Evaluations));
    }

    private static void WriteRankings(RunFolder folder, RunResults results)
    {
        Write(folder, folder.Trials, writer => TrialsCsv.Write(results, writer));
        Write(folder, folder.Ranking, writer => RankingCsv.Write(results, writer));
    }

    private static async Task<DerivedFiles> WriteReportAsync(
        RunFolder folder, RunResults results, JournalPass pass, ChartFiles files, CancellationToken cancellation)
    {
        var curves = RunCurves.Read(results, pass);
        var findings = RunFindings.From(results, curves.Of(results.Best?.Number), curves.Measure);
        var model = ReportModelBuilder.Build(results, findings, pass, curves);
        var charts = ChartSet.Create(model);
        var page = Task.Run(() => Write(folder, folder.Report, writer => ReportWriter.Write(model, charts, writer)), cancellation);
        var pictures = files.WriteAsync(charts, cancellation);
        Write(folder, folder.Summary, writer => writer.Write(SummaryJson.Write(results, findings)));
        await Task.WhenAll(page, pictures);
        return new DerivedFiles(folder, results, findings, await pictures is { } problem ? [problem] : []);
    }

    private static void Write(RunFolder folder, string path, Action<TextWriter> write) =>
        folder.Write(Path.GetRelativePath(folder.Path, path), write);
}
