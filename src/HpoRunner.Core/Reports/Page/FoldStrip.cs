using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Page;

/// <summary>
/// A trial's fold scores as dots on one small axis that all rows of a table share, its mean as an upright line. The axis spans the rows
/// near the best; what lies beyond it stands at its end.
/// </summary>
internal sealed class FoldStrip
{
    private const double Width = 112;

    private readonly LinearScale _scale;
    private readonly Standings _standings;

    public FoldStrip(IReadOnlyList<ReportTrial> rows, Standings standings)
    {
        _standings = standings;
        _scale = LinearScale.Over(rows.Where(standings.IsNearBest).SelectMany(trial => trial.Folds).Select(fold => fold ?? double.NaN), 0);
    }

    /// <summary>What the axis spans, in the fewest digits that keep its ends apart.</summary>
    public string Range
    {
        get
        {
            var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(_scale.Max - _scale.Min)), 0, _standings.Scores.Decimals);
            return $"{Figures.Fixed(_scale.Min, decimals)} to {Figures.Fixed(_scale.Max, decimals)}".Replace(' ', Figures.Space);
        }
    }

    public void Write(HtmlWriter html, ReportTrial trial)
    {
        var folds = trial.Folds.Where(fold => fold is { } score && double.IsFinite(score)).Select(fold => fold!.Value).ToList();
        html.Start("svg").Class("strip").Attribute("viewBox", $"0 0 {HtmlWriter.Pixels(Width)} 18").Attribute("role", "img")
            .Attribute("aria-label", $"{_standings.FoldWord} {string.Join(", ", folds.Select(fold => _standings.Scores.Score(fold)))}")
            .Attribute("stroke-linecap", "round");
        html.Start("path").Class($"s{(int)Paint.Grid}").Attribute("d", $"M4,9H{HtmlWriter.Pixels(Width - 4)}").EndEmpty();
        html.Start("path").Class($"s{(int)Paint.Faint}").Attribute("stroke-width", "4.4")
            .Attribute("d", SvgPaths.Dots([.. folds.Select(fold => new Pixel(At(fold), 9))])).EndEmpty();
        if (trial.Mean is { } mean)
            html.Start("path").Class($"s{(int)Paint.Series1}").Attribute("stroke-width", "2")
                .Attribute("d", SvgPaths.Down(At(mean), 4, 14)).EndEmpty();
        html.End("svg");
    }

    private double At(double score) => 4 + (Math.Clamp(_scale.Position(score), 0, 1) * (Width - 8));
}
