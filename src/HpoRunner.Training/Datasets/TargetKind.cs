namespace HpoRunner.Training.Datasets;

/// <summary>What is learnt: one of several classes, or numbers.</summary>
public enum TargetKind
{
    Classification,
    Regression,
}
