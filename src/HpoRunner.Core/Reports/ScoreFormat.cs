using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// One number of decimals for all scores of a report, so that columns align and no digit is printed that the noise makes
/// meaningless: two significant digits of the median standard error, or of a twentieth of the scores' spread where there is none.
/// </summary>
internal sealed record ScoreFormat(int Decimals)
{
    public static ScoreFormat For(IReadOnlyList<ReportTrial> scored)
    {
        var errors = scored.Select(trial => trial.StandardError ?? double.NaN).Where(error => error > 0 && double.IsFinite(error)).Order()
            .ToList();
        var means = scored.Select(trial => trial.Mean!.Value).Order().ToList();
        var resolution = errors.Count > 0 ? errors[errors.Count / 2] : means.Count > 1 ? (means[^1] - means[0]) / 20 : 0;
        if (!(resolution > 0))
            resolution = means.Count > 0 && means[^1] != 0 ? Math.Abs(means[^1]) / 500 : 0.001;
        return new ScoreFormat(Math.Clamp(1 - (int)Math.Floor(Math.Log10(resolution)), 0, 8));
    }

    public string Score(double? score) => Figures.Fixed(score ?? double.NaN, Decimals);

    public string Gap(double? gap) => Figures.Signed(gap ?? double.NaN, Decimals);
}
