using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// One number of decimals for all scores of a report, so that columns align and no digit is printed that the noise makes
/// meaningless: two significant digits of the median standard error, or of a twentieth of the scores' spread where there is none.
/// Scores that lie orders of magnitude apart, as heights on a surface do, have significant digits instead; and no score that is not zero
/// reads as zero.
/// </summary>
/// <param name="Decimals">After the point.</param>
/// <param name="IsWide">Whether scores lie so far apart that decimals would hide the small ones.</param>
/// <param name="Negligible">Differences below it are rounding.</param>
internal sealed record ScoreFormat(int Decimals, bool IsWide = false, double Negligible = 0)
{
    private const double WideRatio = 1e4;
    private const double Rounding = 1e-12;
    private const int WideDigits = 3;
    private const int MostDecimals = 8;

    public static ScoreFormat For(IReadOnlyList<ReportTrial> scored)
    {
        var errors = scored.Select(trial => trial.StandardError ?? double.NaN).Where(error => error > 0 && double.IsFinite(error)).Order()
            .ToList();
        var means = scored.Select(trial => trial.Mean!.Value).Order().ToList();
        var resolution = errors.Count > 0 ? errors[errors.Count / 2] : means.Count > 1 ? (means[^1] - means[0]) / 20 : 0;
        if (!(resolution > 0))
            resolution = means.Count > 0 && means[^1] != 0 ? Math.Abs(means[^1]) / 500 : 0.001;
        var sizes = means.Select(Math.Abs).Where(size => size > 0).ToList();
        var (smallest, largest) = (sizes.DefaultIfEmpty(0).Min(), sizes.DefaultIfEmpty(0).Max());
        return new ScoreFormat(
            Math.Clamp(1 - (int)Math.Floor(Math.Log10(resolution)), 0, MostDecimals), smallest * WideRatio < largest,
            largest * Rounding);
    }

    public string Score(double? score) => score is not { } value ? Figures.Missing
        : IsWide ? Wide(value)
        : IsHidden(value) ? Figures.Scientific(value, 2)
        : Figures.Fixed(value, Decimals);

    /// <summary>A gap that the decimals hide is no gap, but where all scores are smaller than decimals can show.</summary>
    public string Gap(double? gap) => gap is not { } value ? Figures.Missing
        : IsWide && Math.Abs(value) > Negligible ? Sign(value) + Wide(value)
        : Decimals == MostDecimals && IsHidden(value) ? Sign(value) + Figures.Scientific(value, 2)
        : Figures.Signed(value, Decimals);

    /// <summary>Whether the digits shown do not tell two scores apart.</summary>
    public bool IsSame(double first, double second) =>
        IsWide ? Wide(first) == Wide(second) : Math.Abs(first - second) < 0.5 * Math.Pow(10, -Decimals);

    private bool IsHidden(double value) => Math.Abs(value) > Negligible && Math.Abs(value) < 0.5 * Math.Pow(10, -Decimals);

    private static string Wide(double value) => Math.Abs(value) is 0 or >= 0.001 and < 1e5
        ? Figures.Significant(value, WideDigits) : Figures.Scientific(value, WideDigits);

    private static string Sign(double value) => value > 0 ? "+" : "";
}
