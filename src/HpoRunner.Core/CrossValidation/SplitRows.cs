using HpoRunner.Training.Datasets;

namespace HpoRunner.CrossValidation;

/// <summary>What splitting needs to know of the rows; arrays have an entry per row.</summary>
internal sealed record SplitRows(int Count)
{
    /// <summary>How problems name the file.</summary>
    public string Place { get; init; } = "data";

    /// <summary>Null for a regression.</summary>
    public int[]? Classes { get; init; }

    public IReadOnlyList<string> ClassNames { get; init; } = [];

    public int[]? Groups { get; init; }

    /// <summary>Place in time; rows with equal places are never parted.</summary>
    public int[]? Order { get; init; }

    public static SplitRows Of(Dataset dataset) => new(dataset.RowCount)
    {
        Place = dataset.FileName,
        Classes = dataset.Kind == TargetKind.Classification ? dataset.Classes.ToArray() : null,
        ClassNames = dataset.ClassNames,
        Groups = dataset.Groups,
        Order = dataset.Order,
    };
}
