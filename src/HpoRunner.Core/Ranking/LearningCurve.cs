namespace HpoRunner.Ranking;

/// <summary>
/// A trial's mean over its folds by epoch.
/// </summary>
/// <param name="Training">On the training rows; empty when it was not measured.</param>
/// <param name="Validation">On the validation rows; empty when it was not measured.</param>
/// <param name="Maximize">Whether higher is better for both.</param>
internal sealed record LearningCurve(IReadOnlyList<double> Training, IReadOnlyList<double> Validation, bool Maximize)
{
    public bool IsFinite => Training.All(double.IsFinite) && Validation.All(double.IsFinite);

    /// <summary>Levels of training, turned so that higher is better; null when it was not measured.</summary>
    public CurveLevels? TrainingLevels => CurveLevels.Of(Training, Maximize);

    /// <summary>Levels of validation, turned so that higher is better; null when it was not measured.</summary>
    public CurveLevels? ValidationLevels => CurveLevels.Of(Validation, Maximize);
}
