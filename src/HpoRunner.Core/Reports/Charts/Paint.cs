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

    /// <summary>Ten steps of a scale, from the worst to the best; a text on a step takes the step's text colour.</summary>
    Scale0,
    Scale1,
    Scale2,
    Scale3,
    Scale4,
    Scale5,
    Scale6,
    Scale7,
    Scale8,
    Scale9,
}
