namespace HpoRunner.Ranking;

/// <summary>
/// One complete trial as the ranking sees it: plain numbers, all finite.
/// </summary>
/// <param name="Trial">The trial's number; it breaks ties.</param>
/// <param name="Scores">A score per (repeat, fold) in order, repeat by repeat; as many for every trial.</param>
/// <param name="Seconds">
/// Mean training seconds of an evaluation; only the choice of the cheapest looks at it (NaN counts as dearest).
/// </param>
/// <param name="ParameterCount">Weights of the network, or 0 when unknown; decides between equally quick trials.</param>
internal sealed record TrialScores(int Trial, IReadOnlyList<double> Scores, double Seconds, double ParameterCount);
