using System.Text.Json;
using System.Text.Json.Serialization;
using HpoRunner.Journal;
using HpoRunner.Reports;

namespace HpoRunner.Commands;

/// <summary>A run as the looking commands see it: replayed from its journal, while it runs or after.</summary>
internal static class RunView
{
    private static readonly JsonSerializerOptions Indented = new(JournalJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static RunResults Load(RunFolder folder) => RunResults.From(RunState.Load(folder.Journal));

    public static void PrintJson(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
