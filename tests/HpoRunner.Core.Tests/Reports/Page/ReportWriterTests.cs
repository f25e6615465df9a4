using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Reports.RunCharts;
using HpoRunner.Training;
using NUnit.Framework;

namespace HpoRunner.Reports.Page;

internal sealed class ReportWriterTests
{
    private const string Hostile = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'&";

    [Test]
    public void Write_SmallRun_IsTheApprovedPage() => Approved.Check("small.approved.html", Markup(SampleReports.Digits(4, 3)));

    [Test]
    public void Write_NothingCompleted_IsTheApprovedPage() =>
        Approved.Check("nothing.approved.html", Markup(SampleReports.NothingCompleted()));

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("sv-SE")]
    public void Write_AnyCulture_GivesTheSameBytes(string culture)
    {
        var expected = Bytes(SampleReports.Digits(20));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(Bytes(SampleReports.Digits(20)), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The limits of the report: 2 MiB for 1,000 trials.</summary>
    [Test]
    public void Write_ThousandTrials_StaysBelowTwoMebibytes() =>
        Assert.That(Bytes(SampleReports.Digits(1000)), Has.Length.LessThan(2 << 20));

    /// <summary>5 MiB for 10,000.</summary>
    [Test]
    public void Write_TenThousandTrials_StaysBelowFiveMebibytes() =>
        Assert.That(Bytes(SampleReports.Digits(10_000)), Has.Length.LessThan(5 << 20));

    [Test]
    public void Fault68_HostileTexts_AppearAsText()
    {
        var model = SampleReports.Digits(12);
        var html = Html(model with
        {
            Run = model.Run with { Experiment = Hostile, Description = Hostile, State = "interrupted", Reason = Hostile },
            Metric = new ReportMetric(Hostile, true),
            Findings = new ReportFindings(Hostile) { Support = [Hostile], Advice = [new ReportAdvice(Hostile)] },
            Parameters = model.Parameters.Select(parameter => parameter with { Name = parameter.Name + Hostile }).ToList(),
            Trials = model.Trials.Select(trial =>
                trial with { Message = Hostile, Values = [.. trial.Values.Take(2), Scalar.Text(Hostile), .. trial.Values.Skip(3)] }).ToList(),
            WinnerYaml = Hostile,
            Final = model.Final! with { Classes = model.Final.Classes.Select(name => name + Hostile).ToList() },
            Health = new ReportHealth { Facts = [new(Hostile, Hostile)], Failures = [new(Hostile, 1, Hostile)], Warnings = [Hostile],
                ExperimentText = Hostile },
        });
        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Not.Contain("<img"));
            Assert.That(Regex.Count(html, "<script"), Is.EqualTo(2), "the data and the program");
            Assert.That(Regex.Count(html, "</script"), Is.EqualTo(2));
            Assert.That(html, Does.Contain("&lt;img src=x onerror=alert(1)&gt;"));
        });
    }

    [Test]
    public void Fault68_AnyRun_AsksForNothingFromOutside()
    {
        var html = Html(SampleReports.Digits(20));
        Assert.Multiple(() =>
        {
            Assert.That(html, Does.Contain("default-src &#39;none&#39;"));
            Assert.That(html, Does.Contain(ReportScript.Hash));
            Assert.That(Regex.Matches(html, "(?:src|href)=\"([^\"]*)\"")
                .Select(match => match.Groups[1].Value), Has.All.StartsWith("#").Or.EqualTo("data:,"));
            Assert.That(html, Does.Not.Contain("@import").And.Not.Contain("url("));
        });
    }

    /// <summary>Browsers hash the element's text; a carriage return from a checkout would change it.</summary>
    [Test]
    public void Script_AsWritten_HasOnlyLineFeeds() => Assert.That(ReportScript.Text + ReportStyles.Css, Does.Not.Contain('\r'));

    /// <summary>Without the script the table has the first 200; the data has all, with as many cells as columns.</summary>
    [TestCase(61, 61)]
    [TestCase(700, 200)]
    public void Write_FullTable_HasARowPerTrial(int trials, int rows)
    {
        var html = Html(SampleReports.Digits(trials));
        var full = html[html.IndexOf("id=\"full\"", StringComparison.Ordinal)..];
        full = full[..full.IndexOf("</table>", StringComparison.Ordinal)];
        Assert.That(Regex.Count(full[full.IndexOf("<tbody>", StringComparison.Ordinal)..], "<tr"), Is.EqualTo(rows));
        using var data = JsonDocument.Parse(Regex.Match(html, "id=\"trials\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        var all = data.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(all, Has.Count.EqualTo(trials));
        Assert.That(all.Select(row => row.GetArrayLength()), Has.All.EqualTo(data.RootElement.GetProperty("columns").GetArrayLength()));
        var place = data.RootElement.GetProperty("trial").GetInt32();
        Assert.That(
            all.Select(row => int.Parse(row[place].GetString()!, CultureInfo.InvariantCulture)),
            Is.EquivalentTo(Enumerable.Range(0, trials)));
    }

    /// <summary>All eight parts, in their order, in every run: an empty one says why it is empty.</summary>
    [Test]
    public void Write_AnyRun_HasTheEightSectionsInOrder()
    {
        string[] expected = ["summary", "progress", "ranking", "matters", "curves", "winner", "robustness", "health"];
        foreach (var model in new[]
            {
                SampleReports.Digits(61), SampleReports.Digits(1), SampleReports.Diabetes(), SampleReports.NothingCompleted(),
            })
        {
            var html = Html(model);
            Assert.That(Regex.Matches(html, "<section id=\"([a-z]+)\"").Select(match => match.Groups[1].Value), Is.EqualTo(expected));
            Assert.That(Regex.Matches(html, "<section [^>]*><h2[^>]*>[^<]*</h2>\\s*</section>"), Is.Empty);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Write_FewTrials_ContainsNoNotANumber(int count)
    {
        var html = Html(SampleReports.Digits(count));
        Assert.That(Regex.Matches(html[html.IndexOf("<body", StringComparison.Ordinal)..html.IndexOf("<script ",
            StringComparison.Ordinal)], "[\"\\s,>MLHVh](NaN|∞|-?Infinity)").Select(match => match.Value), Is.Empty);
    }

    /// <summary>The tracked sample was written by this version's script and says nothing of folders on the machine that made it.</summary>
    [Test]
    public void Sample_InDocs_IsOfThisScriptAndNamesNoFolder()
    {
        var sample = File.ReadAllText(Path.Combine(ShippedFolder.Root, "docs", "sample-report.html"));
        Assert.That(sample, Does.Contain(ReportScript.Hash), "docs/pictures.sh makes it anew");
        Assert.That(sample, Does.Not.Match(@"(?<![\w<.:/\\-])/\w[\w.-]*/\w|(?i)[a-z]:\\"), "no path from the root of any machine");
    }

    [Test]
    public void Write_NoTrialAtAll_SaysSoAndDrawsNoEmptyAxis()
    {
        var model = SampleReports.NothingCompleted();
        ReportTrial open = new(0, TrialStatus.Running) { Values = model.Trials[0].Values };
        foreach (var trials in (ReportTrial[][])[[], [open]])
            Assert.That(Html(model with { Trials = trials, Attempts = [] }), Does.Contain("No trial has finished yet").And.Not.Contain("<svg class=\"chart"));
    }

    /// <summary>The page with its style sheet and script as a line each, which stand in files of their own.</summary>
    private static string Markup(ReportModel model)
    {
        var html = Html(model);
        Assert.That(html, Does.Contain("<style>\n" + ReportStyles.Css).And.Contain($"<script>{ReportScript.Text}</script>"));
        return html.Replace(ReportStyles.Css, "report.css\n", StringComparison.Ordinal)
            .Replace(ReportScript.Text, "report.js", StringComparison.Ordinal)
            .Replace(ReportScript.Hash, "hash of report.js", StringComparison.Ordinal);
    }

    private static string Html(ReportModel model)
    {
        var writer = new StringWriter { NewLine = "\n" };
        ReportWriter.Write(model, ChartSet.Create(model), writer);
        return writer.ToString();
    }

    private static byte[] Bytes(ReportModel model) => Encoding.UTF8.GetBytes(Html(model));
}
