namespace HpoRunner.Training.Datasets;

/// <summary>What is to be predicted: a class per row, or numbers.</summary>
internal sealed class Target
{
    public required TargetKind Kind { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    public IReadOnlyList<string> ClassNames { get; init; } = [];

    public int[] Classes { get; init; } = [];

    /// <summary>Row-major [rows × Names.Count].</summary>
    public double[] Values { get; init; } = [];

    public Target Without(ReadOnlySpan<int> rows)
    {
        var classes = Classes.AsSpan().ToArray();
        var values = Values.AsSpan().ToArray();
        foreach (var row in rows)
        {
            if (Kind == TargetKind.Classification)
                classes[row] = -1;
            else
                values.AsSpan(row * Names.Count, Names.Count).Fill(double.NaN);
        }
        return new Target { Kind = Kind, Names = Names, ClassNames = ClassNames, Classes = classes, Values = values };
    }
}
