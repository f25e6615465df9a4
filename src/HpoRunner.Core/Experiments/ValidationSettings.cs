using System.Text.Json.Serialization;

namespace HpoRunner.Experiments;

/// <summary>How the rows that are no test rows are split for judging a configuration.</summary>
/// <param name="Stratify">Null: for classification only.</param>
/// <param name="HoldoutShare">Share of the rows that a hold-out validates on, in (0, 1).</param>
public sealed record ValidationSettings(
    ValidationMethod Method = ValidationMethod.KFold, int Folds = 5, int Repeats = 1, bool? Stratify = null, double HoldoutShare = 0.2)
{
    /// <summary>Of a training without rows: one score per repeat.</summary>
    public static ValidationSettings WithoutRows(int repeats) => new(ValidationMethod.Holdout, Repeats: repeats, Stratify: false);

    /// <summary>Scores that a complete trial has.</summary>
    [JsonIgnore]
    public int ScoreCount => Repeats * FoldCount;

    /// <summary>Whether rows may be dealt out by class: not where groups or time decide.</summary>
    [JsonIgnore]
    public bool CanStratify => Method is ValidationMethod.KFold or ValidationMethod.Holdout;

    [JsonIgnore]
    public int FoldCount => Method == ValidationMethod.Holdout ? 1 : Folds;
}
