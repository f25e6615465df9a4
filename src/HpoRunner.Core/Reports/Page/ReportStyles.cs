using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Page;

/// <summary>
/// The report's style sheet: Page/report.css below the colours. Colours are custom properties: light ones by default and in print, dark
/// ones on a screen that asks for them, or by data-theme on the root. Nothing is loaded: fonts are the system's.
/// </summary>
internal static class ReportStyles
{
    private const string LightTokens =
        "--back:#fbfbfa;--card:#fff;--ink:#1f2328;--soft:#57606a;--line:#e4e6e9;"
        + "--accent:#0072b2;--warn:#d55e00;--tint:#eef5fa;--warntint:#fcf2ea;";

    private const string DarkTokens =
        "--back:#14171a;--card:#1b1f24;--ink:#e6e8ea;--soft:#a9b1ba;--line:#2d333b;"
        + "--accent:#4aa3dd;--warn:#f08a3c;--tint:#1c2831;--warntint:#2c241d;";

    private static readonly string Dark = "color-scheme:dark;" + DarkTokens + SvgStyle.Properties(ChartTheme.Dark);

    public static string Css { get; } =
        ":root{color-scheme:light;" + LightTokens + SvgStyle.Properties(ChartTheme.Light) + "}\n"
        + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){" + Dark + "}}\n"
        + "@media screen{:root[data-theme=dark]{" + Dark + "}}\n"
        + SvgStyle.Rules + "\n" + PageFile.Read("report.css");
}
