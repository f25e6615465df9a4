using System.Security.Cryptography;
using System.Text;

namespace HpoRunner.Reports.Page;

/// <summary>The report's only script (Page/report.js); the page reads without it.</summary>
internal static class ReportScript
{
    public static string Text { get; } = PageFile.Read("report.js");

    /// <summary>What the page's policy allows to run: this text and no other.</summary>
    public static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
