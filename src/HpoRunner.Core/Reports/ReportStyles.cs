using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// The report's style sheet. Colours are custom properties: light ones by default and in print, dark ones on a screen that asks for
/// them, or by data-theme on the root. Nothing is loaded: fonts are the system's.
/// </summary>
internal static class ReportStyles
{
    public static string Css { get; } =
        ":root{color-scheme:light;" + LightTokens + SvgStyle.Properties(ChartTheme.Light) + "}\n"
        + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;" + DarkTokens + SvgStyle.Properties(ChartTheme.Dark) + "}}\n"
        + "@media screen{:root[data-theme=dark]{color-scheme:dark;" + DarkTokens + SvgStyle.Properties(ChartTheme.Dark) + "}}\n"
        + SvgStyle.Rules + "\n" + Layout + Tables + SmallAndPrint;

    private const string LightTokens = "--back:#fbfbfa;--card:#fff;--ink:#1f2328;--soft:#57606a;--line:#e4e6e9;--accent:#0072b2;--warn:#d55e00;--tint:#eef5fa;--warntint:#fcf2ea;";

    private const string DarkTokens = "--back:#14171a;--card:#1b1f24;--ink:#e6e8ea;--soft:#a9b1ba;--line:#2d333b;--accent:#4aa3dd;--warn:#f08a3c;--tint:#1c2831;--warntint:#2c241d;";

    private const string Layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;overflow-wrap:anywhere;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        .page{max-width:1080px;margin:0 auto;padding:0 24px 64px}
        a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        .top{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:baseline;justify-content:space-between;padding:22px 0 14px;border-bottom:1px solid var(--line);font-size:14px}
        .top b{font-size:17px;margin-right:12px;overflow-wrap:anywhere}.top span{color:var(--soft)}
        nav{display:flex;flex-wrap:wrap;gap:2px 18px}
        h1{font-size:27px;line-height:1.28;letter-spacing:-.01em;margin:30px 0 10px;max-width:31em;text-wrap:balance;overflow-wrap:anywhere}
        h2{font-size:20px;line-height:1.3;margin:52px 0 4px}
        h3{font-size:16px;line-height:1.35;margin:0 0 2px;overflow-wrap:anywhere}
        p{margin:0 0 8px}.lead{color:var(--soft);font-size:16px;max-width:46em}.note,.sub{color:var(--soft);font-size:14px;max-width:60em;overflow-wrap:anywhere}
        .banner{margin:20px 0 0;padding:10px 16px;border-left:4px solid var(--warn);background:var(--warntint);border-radius:0 6px 6px 0}
        .tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:12px;margin:22px 0}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 15px 11px;min-width:0}
        .tile dt{color:var(--soft);font-size:13px}.tile dd{margin:0;font-size:13px;color:var(--soft)}.tile dd b{display:block;color:var(--ink);font-size:23px;line-height:1.35;white-space:nowrap}.tile span{display:inline-block;white-space:nowrap;margin-right:9px}
        .pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:16px;align-items:start}
        pre{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:13px 16px;font:13px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-x:auto;tab-size:2}
        .advice{list-style:none;margin:0;padding:0;display:grid;gap:8px}
        .advice li{padding:9px 15px;border-left:3px solid var(--accent);background:var(--tint);border-radius:0 6px 6px 0;font-size:14.5px;overflow-wrap:anywhere}
        .advice .warn{border-color:var(--warn);background:var(--warntint)}
        figure{margin:16px 0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px 20px 12px;break-inside:avoid;min-width:0}
        figcaption{margin-bottom:8px}figcaption .sub{font-size:13.5px;margin:0;max-width:none}.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        svg.chart{display:block;width:100%;height:auto;overflow:visible}
        svg.phone{display:none}
        .slices{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:14px;margin:16px 0}.slices figure{position:relative;margin:0;padding:14px 14px 8px;display:flex;flex-direction:column}.slices h3{font-size:14.5px}.slices figcaption{flex:1}
        details{margin:10px 0}summary{cursor:pointer;color:var(--accent);font-size:14px}figure details{margin:6px 0 2px}
        .facts{display:grid;grid-template-columns:fit-content(14em) minmax(0,1fr);gap:3px 20px;margin:10px 0;font-size:14px}.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
        footer{margin-top:56px;padding-top:12px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}

        """;

    private const string Tables = """
        .box{background:var(--card);border:1px solid var(--line);border-radius:8px;overflow-x:auto;margin:12px 0}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px}
        th,td{padding:6px 11px;text-align:right;white-space:nowrap;border-top:1px solid var(--line);font-weight:400;max-width:20em;overflow:hidden;text-overflow:ellipsis}
        thead th{border-top:0;color:var(--soft);font-size:12.5px;font-weight:600;vertical-align:bottom;padding:9px 11px;white-space:normal;line-height:1.3;overflow-wrap:normal;max-width:16em;overflow:hidden;text-overflow:ellipsis}
        .l{text-align:left}.wrap{white-space:normal;overflow-wrap:anywhere}td b{font-weight:650}td i,.se{font-style:normal;color:var(--soft)}
        tr>:first-child{padding-left:15px}tr>:last-child{padding-right:15px}
        tr.t>:first-child{box-shadow:inset 4px 0 var(--accent)}
        .strip{width:112px;height:18px;display:inline-block;vertical-align:middle}
        .bar{display:inline-block;vertical-align:middle;width:56px;height:8px;border-radius:2px;background:var(--line);overflow:hidden;margin-right:8px}
        .share{display:inline-block;min-width:3.1em}
        #full{font-size:13px}#full td,#full th{padding:3px 9px;max-width:26em;overflow:hidden;text-overflow:ellipsis}#full thead th{position:sticky;top:0;background:var(--card)}
        #all .box{max-height:78vh;overflow:auto}
        th button{all:unset;cursor:pointer;color:inherit}th button:focus-visible{outline:2px solid var(--accent)}
        .find{margin:10px 0 0;display:flex;gap:12px;align-items:baseline;font-size:14px;color:var(--soft)}.find input{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:4px 10px;min-width:0;width:22em}
        #tip{position:absolute;z-index:2;pointer-events:none;background:var(--card);color:var(--ink);border:1px solid var(--line);border-radius:6px;padding:7px 11px;font-size:13px;line-height:1.45;max-width:300px}#tip b{display:block}

        """;

    private const string SmallAndPrint = """
        @media (max-width:1079px){.d{display:none}}
        @media (max-width:960px){.slices{grid-template-columns:repeat(2,minmax(0,1fr))}.tiles{grid-template-columns:repeat(3,1fr)}}
        @media (max-width:640px){.page{padding:0 15px 40px}.top{padding-top:16px}h1{font-size:22px;margin-top:22px}h2{margin-top:40px}.tiles{grid-template-columns:1fr 1fr;gap:10px}.tile:last-child:nth-child(odd){grid-column:1/-1}.pair,.slices{grid-template-columns:minmax(0,1fr)}
        figure{padding:13px 12px 8px}svg.desk{display:none}svg.phone{display:block}.m{display:none}#rank th,#rank td{padding:6px 6px}#rank tr>:first-child{padding-left:11px}.strip{width:84px}.bar{width:26px;margin-right:4px}.facts{grid-template-columns:minmax(0,1fr);gap:0}.facts dd{margin-bottom:6px}}
        @media print{@page{margin:14mm}body{font-size:11px;background:#fff}.page{max-width:none;padding:0}nav,.find,#tip{display:none}.box{overflow:visible}#all .box{max-height:none}.slices{grid-template-columns:repeat(2,minmax(0,1fr))}h2{break-after:avoid}tr{break-inside:avoid}table{font-size:10px}th,td{padding:3px 5px}}

        """;
}
