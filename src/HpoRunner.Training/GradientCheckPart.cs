namespace HpoRunner.Training;

/// <summary>The parameters of one kind in one layer ("layer 2 weights") among what <see cref="GradientCheck"/> compared.</summary>
public sealed record GradientCheckPart(string Name, double LargestRelativeDifference, int Compared, int Skipped);
