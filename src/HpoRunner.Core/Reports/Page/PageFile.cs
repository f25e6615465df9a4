using System.Reflection;
using System.Text;

namespace HpoRunner.Reports.Page;

/// <summary>The style sheet and the script of the report, which travel in this assembly.</summary>
internal static class PageFile
{
    /// <summary>Its text, with line feeds on every system: the page's bytes and the script's hash depend on it.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is missing in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
