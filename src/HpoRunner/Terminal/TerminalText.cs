using System.Globalization;
using System.Text;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Terminal;

/// <summary>How scores, configurations and names read in a terminal: the same in every culture, without control characters.</summary>
internal static class TerminalText
{
    public static string ScoreWithError(double score, double? error) =>
        error is { } value ? Figures.ScoreWithError(score, value) : Figures.Score(score);

    public static string Configuration(Configuration configuration) =>
        string.Join("  ", configuration.Entries.Select(entry => $"{Clean(entry.Key)} {Clean(entry.Value.ToString())}"));

    /// <summary>The parameters that tell trials apart.</summary>
    public static string Searched(LiveState state, Configuration configuration) =>
        Configuration(new Configuration(state.Experiment.Searched.Where(parameter => configuration[parameter.Name] is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Name, configuration[parameter.Name]!.Value))));

    public static string Clock(DateTimeOffset instant, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(instant, time.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time of day that is not today's says so: 07:00 typed at 07:01 is tomorrow's.</summary>
    public static string ClockAndDay(DateTimeOffset instant, TimeProvider time)
    {
        var days = (TimeZoneInfo.ConvertTime(instant, time.LocalTimeZone).Date - time.GetLocalNow().Date).Days;
        var day = days switch { 0 => "", 1 => " tomorrow", -1 => " yesterday", < 0 => $" {-days} days ago", _ => $" in {days} days" };
        return Clock(instant, time) + day;
    }

    /// <summary>The four digits by which people call a run.</summary>
    public static string Short(string run) => run[^4..];

    /// <summary>Without escape sequences and other control characters: text from files and trainers must not drive the terminal.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
            clean.Append(char.IsControl(letter) ? '�' : letter);
        return clean.ToString();
    }

    /// <summary>As <see cref="Clean"/>, line breaks kept.</summary>
    public static string CleanLines(string text) => string.Join('\n', text.Split('\n').Select(line => Clean(line.TrimEnd('\r'))));
}
