using System.Text.Json;
using HpoRunner.Journal;

namespace HpoRunner.Terminal;

/// <summary>What <c>--json</c> prints in place of a table.</summary>
internal static class JsonOutput
{
    public static void Print(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, JournalJson.Indented));
}
