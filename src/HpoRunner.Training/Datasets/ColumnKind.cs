namespace HpoRunner.Training.Datasets;

/// <summary>How the values of a column are read.</summary>
public enum ColumnKind
{
    Numeric,
    Categorical,
}
