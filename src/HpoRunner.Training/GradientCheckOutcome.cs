namespace HpoRunner.Training;

/// <summary>
/// What <see cref="GradientCheck"/> found: the largest difference between backpropagation and central differences relative to the
/// larger of the two, or to the root mean square of all gradients where that is larger; below 0.005 is what 32-bit arithmetic gives,
/// a wrong gradient shows as 0.1 and more.
/// </summary>
public sealed record GradientCheckOutcome(double LargestRelativeDifference, int Compared, int Skipped);
