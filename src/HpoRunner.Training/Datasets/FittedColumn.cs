namespace HpoRunner.Training.Datasets;

/// <summary>What a column's training rows taught: enough to turn any later value into features.</summary>
public abstract record FittedColumn(string Name);
