using HpoRunner.Experiments.Reading;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>What a parameter may be, in words with its type: "real from 0.0001 to 0.1, log scale".</summary>
internal static class DomainDescription
{
    public static string Of(Domain domain) => domain switch
    {
        FixedDomain given => $"{KindOf(given.Value)} {Of(given.Value)}, fixed",
        ChoiceDomain choice => $"choice of {choice.Values.Count}: {string.Join(", ", choice.Values.Select(Of))}{Weights(choice)}",
        RangeDomain range => $"{KindOf(range.Whole)} from {Number(range.Min)} to {Number(range.Max)}{Scale(range)}",
        NormalDomain normal =>
            $"{KindOf(normal.Whole)}, normal with mean {Number(normal.Mean)} and sd {Number(normal.StandardDeviation)}",
        _ => throw new ArgumentOutOfRangeException(nameof(domain)),
    };

    /// <summary>Texts in quotes, so that "64" and 64 look different.</summary>
    public static string Of(Scalar value) =>
        value.Kind == ScalarKind.Text ? $"\"{CoreSchema.Escape(value.ToString())}\"" : value.ToString();

    private static string Scale(RangeDomain range) =>
        (range.Log ? ", log scale" : "")
        + (range.Step is { } step ? $", step {Number(step)}" : "")
        + (range.Count is { } count ? $", {count} values in a grid" : "");

    private static string Weights(ChoiceDomain choice) =>
        choice.Weights is null ? "" : $"; weights {Sentence.List(choice.Weights.Select(Number))}";

    private static string KindOf(Scalar value) => value.Kind switch
    {
        ScalarKind.Number => KindOf(value.IsWhole),
        ScalarKind.Boolean => "boolean",
        _ => "text",
    };

    private static string KindOf(bool isWhole) => isWhole ? "whole" : "real";

    private static string Number(double number) => Scalar.Number(number).ToString();
}
