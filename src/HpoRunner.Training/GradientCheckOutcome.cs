namespace HpoRunner.Training;

/// <summary>
/// What <see cref="GradientCheck"/> found: the largest difference between backpropagation and central differences relative to the
/// larger of the two, or to the root mean square of all gradients where that is larger. 32-bit arithmetic leaves up to 0.005, kinks
/// that pass unnoticed up to 0.03; a wrong gradient shows as 0.1 and more.
/// </summary>
public sealed record GradientCheckOutcome(double LargestRelativeDifference, int Compared, int Skipped)
{
    /// <summary>Between what arithmetic and kinks leave and what a wrong gradient shows.</summary>
    public const double Tolerance = 0.05;

    /// <summary>The same per kind of parameter of each layer, from the input on.</summary>
    public IReadOnlyList<GradientCheckPart> Parts { get; init; } = [];

    /// <summary>Whether something could be compared, and all of it agrees.</summary>
    public bool Agrees => Compared > 0 && LargestRelativeDifference < Tolerance;
}
