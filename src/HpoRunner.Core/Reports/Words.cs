using System.Text.Json;

namespace HpoRunner.Reports;

/// <summary>How the members of an enum read in files and reports: <c>timed_out</c> for TimedOut.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All[value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
