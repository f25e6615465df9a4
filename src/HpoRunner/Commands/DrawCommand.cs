using HpoRunner.Reports.Pictures;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo draw FOLDER</c>, hidden: draws the pictures of a report as a process of its own, so that nothing that happens in the libraries
/// can cost the report. The names of the files come line by line on standard input, while whoever started it still writes others; it looks
/// at the end which pictures are there.
/// </summary>
internal static class DrawCommand
{
    public static int Run(string folder)
    {
        try
        {
            using var names = new StreamReader(Console.OpenStandardInput());
            var failed = ChartPicture.DrawAll(Lines(names).Select(name => Path.Combine(folder, name)));
            return failed == 0 ? ExitCode.Done : ExitCode.ToolMissing;
        }
        catch (Exception exception)
        {
            return Failure.Report(exception);
        }
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
