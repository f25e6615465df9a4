namespace HpoRunner.Experiments;

/// <summary>The final's confirmation: so many of the best trials, on so many whole cross-validations more.</summary>
public sealed record ConfirmSettings(int Top = 3, int Repeats = 2);
