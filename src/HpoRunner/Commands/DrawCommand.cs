using HpoRunner.Reports.Pictures;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo draw FILE.svg…</c>, hidden: draws the pictures of a report as a process of its own, so that nothing that happens in the libraries
/// can cost the report. Whoever started it looks which pictures are there.
/// </summary>
internal static class DrawCommand
{
    public static int Run(IReadOnlyList<string> svgPaths)
    {
        try
        {
            return ChartPicture.DrawAll(svgPaths) == 0 ? ExitCode.Done : ExitCode.ToolMissing;
        }
        catch (Exception exception)
        {
            return Failure.Report(exception);
        }
    }
}
