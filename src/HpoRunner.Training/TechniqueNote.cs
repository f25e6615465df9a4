namespace HpoRunner.Training;

/// <summary>A row of the documentation: a technique by its name in experiment files, its rule, and how others have it.</summary>
/// <param name="Name">As in experiment files.</param>
/// <param name="Rule">The formula in short; the technique's file has its source and all details.</param>
/// <param name="Elsewhere">Its name in PyTorch, Keras or scikit-learn, and what differs there.</param>
internal sealed record TechniqueNote(string Name, string Rule, string Elsewhere);
