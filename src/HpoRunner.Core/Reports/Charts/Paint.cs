namespace HpoRunner.Reports.Charts;

/// <summary>
/// What a colour is for. A theme says which colour that is, so a chart reads in light, in the dark and in print. The four series
/// colours are those of Okabe and Ito that colour-blind readers can tell apart, then grey.
/// </summary>
internal enum Paint
{
    None,
    Ink,
    Soft,
    Grid,
    Surface,
    Series1,
    Series2,
    Series3,
    Series4,
    Series5,

    /// <summary>Dots of the background: folds, bars behind.</summary>
    Faint,
}
