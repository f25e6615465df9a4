namespace HpoRunner.Ranking;

/// <summary>
/// Advice on the domains of single parameters: the best value at a bound, and divergence that begins above (or below) some value.
/// </summary>
/// <remarks>
/// A winner lies near some bound by luck quite often, so the tied group has to agree: with four tied trials or more, at least half of
/// them must lie in the outer third of the domain (of a choice: on the same value). A baseline that wins may lie outside what was
/// searched. Where every completed trial has the same value there is no best one.
/// </remarks>
internal static class ParameterAdvice
{
    private const double NearShare = 0.05;
    private const double OuterShare = 1.0 / 3;
    private const int FewestToAgree = 4;
    private const double SafeShare = 0.2;

    public static IEnumerable<Advice> Of(SearchOutcome outcome)
    {
        var divergence = Divergence(outcome);
        if (divergence is not null)
            yield return divergence;
        foreach (var parameter in outcome.Parameters)
            if (AtBound(parameter) is { } advice)
                yield return advice;
    }

    private static Advice? AtBound(SearchedParameter parameter)
    {
        if (parameter.Winner is not { } winner || !(parameter.High > parameter.Low))
            return null;
        // A grid that the budget cut off: nothing is best where nothing else was tried.
        if (parameter.Completed.All(value => value == winner))
            return null;
        if (winner < parameter.Low || winner > parameter.High)
            return new Advice(
                AdviceKind.Bound,
                $"{parameter.Name} is best outside its range, {ScoreText.Value(winner)} where {Domain(parameter)} was searched: widen it.");
        if (IsAt(parameter, value => parameter.Place(value)) && parameter.Low > parameter.Smallest)
            return Widen(parameter, winner, "lower", parameter.Low);
        if (IsAt(parameter, value => 1 - parameter.Place(value)) && parameter.High < parameter.Largest)
            return Widen(parameter, winner, "upper", parameter.High);
        return null;
    }

    /// <summary>Distance is from the bound looked at, as a share of the domain.</summary>
    private static bool IsAt(SearchedParameter parameter, Func<double, double> distance)
    {
        if (distance(parameter.Winner ?? double.NaN) > (parameter.IsChoice ? 0 : NearShare))
            return false;
        var outer = parameter.IsChoice ? 0 : OuterShare;
        return parameter.Tied.Count < FewestToAgree || 2 * parameter.Tied.Count(value => distance(value) <= outer) >= parameter.Tied.Count;
    }

    private static Advice Widen(SearchedParameter parameter, double winner, string side, double bound)
    {
        var where = winner == bound ? "at" : "near";
        return new Advice(
            AdviceKind.Bound,
            $"{parameter.Name} is best {where} its {side} bound, {ScoreText.Value(winner)} of {Domain(parameter)}: widen it.");
    }

    private static string Domain(SearchedParameter parameter) => $"[{ScoreText.Value(parameter.Low)}, {ScoreText.Value(parameter.High)}]";

    private static Advice? Divergence(SearchOutcome outcome)
    {
        var counts = outcome.Counts;
        if (counts.Diverged < 2)
            return null;
        var cause = outcome.Parameters
            .Where(parameter => parameter.Diverged.Count == counts.Diverged && parameter.Completed.Count > 0)
            .Select(parameter => (parameter, above: ShareAbove(parameter.Completed, parameter.Diverged.Min())))
            .Where(candidate => candidate.above <= SafeShare)
            .OrderBy(candidate => candidate.above)
            .Select(candidate => candidate.parameter)
            .FirstOrDefault();
        if (cause is not null)
            return new Advice(
                AdviceKind.Divergence,
                $"{Sentences.Capitalized(ScoreText.Count(counts.Diverged))} trials diverged, " +
                $"all with {cause.Name} of {ScoreText.Value(cause.Diverged.Min())} or more: lower its upper bound.");
        return Advice.IsMany(counts.Diverged, counts.Ended)
            ? new Advice(
                AdviceKind.Divergence,
                $"{Advice.Number(counts.Diverged)} of {Advice.Number(counts.Ended)} trials diverged: try lower learning rates.")
            : null;
    }

    private static double ShareAbove(IReadOnlyList<double> values, double threshold) =>
        values.Count(value => value >= threshold) / (double)values.Count;
}
