using HpoRunner.Reports.Charts;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>How a parameter's value reads in charts and tables: numbers as people print them, words as they were written.</summary>
internal static class ValueText
{
    public const string NotUsed = "not used";

    /// <summary>More than a double tells apart in a decimal that somebody wrote.</summary>
    private const int AllDigits = 15;

    /// <summary>"not used" where a trial has none.</summary>
    public static string Of(Scalar? value, int digits = AllDigits) =>
        value is not { } given ? NotUsed : given.IsNumber ? Figures.Short(given.AsNumber, digits) : given.ToString();
}
