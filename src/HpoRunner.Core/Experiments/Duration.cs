using System.Globalization;
using System.Text;

namespace HpoRunner.Experiments;

/// <summary>Spans of time as users write them: whole numbers of days, hours, minutes and seconds, the larger unit first (1d12h).</summary>
internal static class Duration
{
    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Ten years: nothing that anybody waits for.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(3650);

    /// <summary>Reads a span above zero and up to <see cref="Longest"/>; otherwise <paramref name="problem"/> says what is wrong.</summary>
    public static bool TryParse(string text, out TimeSpan span, out string problem)
    {
        span = TimeSpan.Zero;
        problem = $"{Yaml.CoreSchema.Show(text)} is not a time span; write one like 90s, 45m, 8h or 1d12h";
        if (text.Length is > 0 and <= 10 && text.All(char.IsAsciiDigit))
            problem = $"{text} has no unit; write {text}s, {text}m, {text}h or {text}d";
        var seconds = 0L;
        var nextUnit = 0;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                return false;
            var unit = Array.FindIndex(Units, nextUnit, rest[digits] is var letter ? row => row.Unit == letter : _ => false);
            if (unit < 0)
                return false;
            seconds += amount * Units[unit].Seconds;
            nextUnit = unit + 1;
            rest = rest[(digits + 1)..];
        }
        if (text.Length == 0)
            return false;
        if (seconds == 0 || seconds > Longest.TotalSeconds)
        {
            problem = $"{text} is not allowed; a time span is longer than 0s and at most {Format(Longest)}";
            return false;
        }
        span = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The shortest form that reads back; fractions of a second are dropped.</summary>
    public static string Format(TimeSpan span)
    {
        var rest = (long)span.TotalSeconds;
        var text = new StringBuilder();
        foreach (var (unit, seconds) in Units)
        {
            if (rest >= seconds)
                text.Append(CultureInfo.InvariantCulture, $"{rest / seconds}{unit}");
            rest %= seconds;
        }
        return text.Length == 0 ? "0s" : text.ToString();
    }
}
