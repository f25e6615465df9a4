namespace HpoRunner.Ranking;

/// <summary>Which rule spoke; the report colours and links by it.</summary>
internal enum AdviceKind
{
    NoResult,
    UseFolds,
    MoreTrials,
    Failures,
    Divergence,
    NoiseAboveGain,
    Bound,
    Curve,
    ManyTied,
    Cheapest,
    NothingBetter,
    BestCameLate,
}
