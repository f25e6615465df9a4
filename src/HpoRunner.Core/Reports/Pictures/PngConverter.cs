namespace HpoRunner.Reports.Pictures;

/// <summary>What came of a conversion: the pictures written, and a sentence when some or all could not be.</summary>
internal sealed record PngOutcome(IReadOnlyList<string> Written, string? Problem);

/// <summary>
/// Makes a PNG beside each SVG. A child of ours draws them all by librsvg: one start instead of one for every picture, and should native
/// code crash there, nothing is lost. What it leaves out is made by rsvg-convert where that is installed, else by a headless Chromium,
/// Chrome or Edge, else not at all, which is said in one sentence and is no error. At most two are made at once, so that a search going
/// on beside it keeps its cores.
/// </summary>
internal sealed class PngConverter(IToolRunner tools)
{
    private const int Parallel = 2;

    public static IReadOnlyList<string> Browsers { get; } = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
        "microsoft-edge", "msedge", "chrome"];

    public const string HowToInstall = "PNG charts were skipped: neither rsvg-convert nor Chromium, Chrome or Edge is installed; "
        + "\"apt-get install librsvg2-bin\" (macOS: \"brew install librsvg\") and \"hpo report\" make them.";

    /// <param name="folder">Of all the files.</param>
    /// <param name="svgPaths">As they come. None has a picture as yet.</param>
    public async Task<PngOutcome> Convert(string folder, IAsyncEnumerable<string> svgPaths, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var given = new List<string>();
        if (tools.Self(["draw", folder]) is { } drawing)
            await tools.Run(drawing.File, drawing.Arguments, Names(svgPaths, given), cancellation);
        else
            given = await svgPaths.ToListAsync(cancellation);
        var left = given.Where(path => !File.Exists(PictureOf(path))).Order(StringComparer.Ordinal).ToList();
        var problem = left.Count == 0 ? null : await ConvertOneByOne(left, cancellation);
        return new PngOutcome(given.Select(PictureOf).Where(File.Exists).Order(StringComparer.Ordinal).ToList(), problem);
    }

    /// <summary>Their names; the paths are noted as they are taken.</summary>
    private static async IAsyncEnumerable<string> Names(IAsyncEnumerable<string> paths, List<string> given)
    {
        await foreach (var path in paths)
        {
            given.Add(path);
            yield return Path.GetFileName(path);
        }
    }

    private async Task<string?> ConvertOneByOne(IReadOnlyList<string> svgPaths, CancellationToken cancellation)
    {
        var rsvg = tools.Find("rsvg-convert");
        var browser = rsvg is null ? Browsers.Select(tools.Find).FirstOrDefault(found => found is not null) : null;
        if (rsvg is null && browser is null)
            return HowToInstall;
        var failed = new string?[svgPaths.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation };
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, svgPaths.Count), options, async (i, token) =>
        {
            var png = PictureOf(svgPaths[i]);
            failed[i] = rsvg is not null
                ? await Run(rsvg, RsvgArguments(svgPaths[i], Part(png)), png, token)
                : await Browse(browser!, svgPaths[i], png, token);
        });
        var problem = failed.FirstOrDefault(message => message is not null);
        return problem is null
            ? null : $"{failed.Count(message => message is not null)} of {svgPaths.Count} PNG charts could not be made: {problem}";
    }

    private static string PictureOf(string svg) => Path.ChangeExtension(svg, ".png");

    private static string[] RsvgArguments(string svg, string png) =>
        ["--format=png", "--width=1600", "--height=900", "--background-color=white", "--output=" + png, svg];

    private static string[] BrowserArguments(string svg, string png) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1600,900", "--force-device-scale-factor=1",
            "--default-background-color=ffffffff",
        "--screenshot=" + png, new Uri(Path.GetFullPath(svg)).AbsoluteUri,
    ];

    /// <summary>A browser takes a profile of its own, as the user's may be open; and picks the format by the name's ending.</summary>
    private async Task<string?> Browse(string browser, string svg, string png, CancellationToken cancellation)
    {
        var profile = Directory.CreateTempSubdirectory("hpo-browser-");
        try
        {
            return await Run(browser, [.. BrowserArguments(svg, Part(png)), "--user-data-dir=" + profile.FullName], png, cancellation);
        }
        finally
        {
            Remove(profile);
        }
    }

    private static void Remove(DirectoryInfo profile)
    {
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A straggler of the browser still writes there; the system's temporary folder is swept without us.
        }
    }

    private static string Part(string png) => Path.ChangeExtension(png, ".part.png");

    /// <summary>Null when the picture is there, else why not. It appears under its name only when complete.</summary>
    private async Task<string?> Run(string program, IReadOnlyList<string> arguments, string png, CancellationToken cancellation)
    {
        var (exitCode, error) = await tools.Run(program, arguments, AsyncEnumerable.Empty<string>(), cancellation);
        var part = Part(png);
        if (exitCode == 0 && File.Exists(part))
        {
            File.Move(part, png, overwrite: true);
            return null;
        }
        File.Delete(part);
        // Browsers chat before they fail: the last line is the one that counts.
        var line = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return line is null ? $"{Path.GetFileName(program)} ended with code {exitCode}"
            : $"{Path.GetFileName(program)}: {line[..Math.Min(300, line.Length)]}";
    }
}
