using System.Text.Json;

namespace HpoRunner.Reports;

/// <summary>How the members of an enum read in files and reports: <c>timed_out</c> for TimedOut.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
