namespace HpoRunner.Ranking;

/// <summary>
/// Reads a learning curve by six rules, the first that holds. Thresholds are in standard errors s of a mean over the folds, so that
/// nothing is said that noise could have drawn. "Level" is an average over a fifth of the epochs (<see cref="CurveLevels"/>).
/// <list type="number">
/// <item>diverged: a number is not finite, or training ends more than 2s below its first level, or below its best level and validation
/// too;</item>
/// <item>overfitting: validation ends more than 2s below its best level;</item>
/// <item>still improving: the last level of validation (of training, where that alone is known) is more than s/2 above the one before
/// it;</item>
/// <item>underfitting: training ends more than 2s below the best validation score of the whole search;</item>
/// <item>overfitting: training ends more than 6s above validation, and another trial's validation is more than 2s above this one's;</item>
/// <item>well fitted: none of these.</item>
/// </list>
/// A gap between training and validation alone is no fault: good networks often know their training rows by heart.
/// </summary>
/// <param name="State">What the curve shows.</param>
/// <param name="Reason">What was seen: a clause without a full stop.</param>
/// <param name="Next">What to try next: a clause without a full stop; empty when there is nothing to mend.</param>
internal sealed record CurveDiagnosis(CurveState State, string Reason, string Next)
{
    /// <summary>Diagnoses; null when nothing was measured.</summary>
    /// <param name="standardError">s of one trial's mean; where it is unknown, 2 % of the range of the curve stands in for it.</param>
    /// <param name="reachable">Best validation score of any trial, in the curve's metric; null when unknown.</param>
    public static CurveDiagnosis? Of(LearningCurve curve, double? standardError, double? reachable, ScoreText text)
    {
        if (curve.TrainingLevels is null && curve.ValidationLevels is null)
            return null;
        if (!curve.IsFinite)
            return Diverged("a measurement is not a finite number");
        var noise = standardError ?? 0.02 * (curve.ValidationLevels ?? curve.TrainingLevels)!.Value.Range;
        var goal = curve.Maximize ? reachable : -reachable;
        string[] Texts(double one, double other) => curve.Maximize ? text.Scores(one, other) : text.Scores(-one, -other);

        return TrainingFell(curve, noise, Texts)
            ?? ValidationFell(curve, noise, Texts)
            ?? Improving(curve, noise, text)
            ?? TooWeak(curve, noise, goal, Texts)
            ?? TooClose(curve, noise, goal, Texts)
            ?? new CurveDiagnosis(CurveState.WellFitted, "it is level at the end, and nothing is lost on new rows", "");
    }

    private static CurveDiagnosis? TrainingFell(LearningCurve curve, double noise, Func<double, double, string[]> texts)
    {
        if (curve.TrainingLevels is not { } training || training.Last >= training.Best - 2 * noise)
            return null;
        var worseThanAtFirst = training.Last < training.First - 2 * noise;
        var validationToo = curve.ValidationLevels is not { } validation || validation.Last < validation.Best - 2 * noise;
        if (!worseThanAtFirst && !validationToo)
            return null;
        var told = texts(training.Best, training.Last);
        return Diverged($"on the training rows it got worse, from {told[0]} around epoch {training.BestEpoch} to {told[1]}");
    }

    private static CurveDiagnosis? ValidationFell(LearningCurve curve, double noise, Func<double, double, string[]> texts)
    {
        if (curve.ValidationLevels is not { } validation || validation.Last >= validation.Best - 2 * noise)
            return null;
        var told = texts(validation.Best, validation.Last);
        return Overfitting(
            $"on new rows it was best around epoch {validation.BestEpoch}, {told[0]}, and ended at {told[1]}",
            "fewer epochs, or more regularization (l2, dropout)");
    }

    private static CurveDiagnosis? Improving(LearningCurve curve, double noise, ScoreText text)
    {
        if ((curve.ValidationLevels ?? curve.TrainingLevels) is not { BeforeLast: { } before } levels || levels.Last <= before + noise / 2)
            return null;
        return new CurveDiagnosis(
            CurveState.StillImproving,
            $"the last fifth of the epochs still brought {text.Difference(levels.Last - before)}",
            "more epochs, or a higher learning rate");
    }

    private static CurveDiagnosis? TooWeak(LearningCurve curve, double noise, double? goal, Func<double, double, string[]> texts)
    {
        if (curve.TrainingLevels is not { } training || goal is not { } best || training.Last >= best - 2 * noise)
            return null;
        var told = texts(training.Last, best);
        return new CurveDiagnosis(
            CurveState.Underfitting,
            $"on its own training rows it reaches {told[0]}, where the best trial reaches {told[1]} on new ones",
            "a larger network, less regularization, or another learning rate");
    }

    private static CurveDiagnosis? TooClose(LearningCurve curve, double noise, double? goal, Func<double, double, string[]> texts)
    {
        if (curve.TrainingLevels is not { } training || curve.ValidationLevels is not { } validation || goal is not { } best)
            return null;
        if (training.Last <= validation.Last + 6 * noise || best <= validation.Last + 2 * noise)
            return null;
        var told = texts(training.Last, validation.Last);
        return Overfitting(
            $"it reaches {told[0]} on its training rows and {told[1]} on new ones, where another trial does better",
            "more regularization (l2, dropout), or a smaller network");
    }

    private static CurveDiagnosis Diverged(string reason) => new(CurveState.Diverged, reason, "a lower learning rate");

    private static CurveDiagnosis Overfitting(string reason, string next) => new(CurveState.Overfitting, reason, next);
}
