using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Parts of a whole as users write them: 20%, or 0.2.</summary>
internal static class ShareText
{
    public const string Allowed = "a share above 0 % and below 100 %, like 20%";

    /// <summary>Reads a share above 0 and below 1; otherwise <paramref name="problem"/> says what is wrong.</summary>
    /// <param name="allowed">What the message names: <see cref="Allowed"/>, and whatever else may stand there.</param>
    public static bool TryParse(YamlScalar scalar, string allowed, out double share, out string problem)
    {
        share = 0;
        problem = $"{CoreSchema.Quote(scalar)} is not {allowed}";
        if (!Scalar.TryParseNumber(scalar.Text.AsSpan().TrimEnd('%').TrimEnd(), out var number) || scalar.Text.Count('%') > 1)
            return false;
        var isPercentage = scalar.Text.EndsWith('%');
        var hint = !isPercentage && number is >= 1 and < 100 ? $"; write {scalar.Text}%" : "";
        problem = $"{scalar.Text} is not {allowed}{hint}";
        share = isPercentage ? number / 100 : number;
        return share is > 0 and < 1;
    }
}
