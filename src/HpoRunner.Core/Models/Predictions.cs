using System.Globalization;
using HpoRunner.Reports.Tables;

namespace HpoRunner.Models;

/// <summary>Texts of one column that training did not have; each is all zeros to the model.</summary>
internal sealed record UnknownCategories(string Column, IReadOnlyList<string> Categories, int RowCount);

/// <summary>What a model says of the rows of a file.</summary>
/// <param name="Values">Row-major [rows × outputs]: probabilities of classes, or values of targets in their own units.</param>
internal sealed record Predictions(
    int RowCount, IReadOnlyList<string> Outputs, bool IsClassifier, float[] Values, IReadOnlyList<UnknownCategories> Unknown)
{
    /// <summary>The mean of what several models say of the same rows: of probabilities, or of values.</summary>
    /// <exception cref="InvalidDataException">When they speak of different things.</exception>
    public static Predictions MeanOf(IReadOnlyList<Predictions> all)
    {
        var first = all[0];
        if (all.FirstOrDefault(other => other.IsClassifier != first.IsClassifier || !other.Outputs.SequenceEqual(first.Outputs)) is { } odd)
            throw new InvalidDataException(
                $"the models do not belong together: one predicts {string.Join(", ", first.Outputs)}, "
                + $"another {string.Join(", ", odd.Outputs)}");
        var values = new float[first.Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)all.Average(one => (double)one.Values[i]);
        return first with { Values = values };
    }

    /// <summary>The most likely class of a row, the first of equals.</summary>
    public int ClassOf(int row)
    {
        var values = Values.AsSpan(row * Outputs.Count, Outputs.Count);
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }
        return largest;
    }

    /// <summary>
    /// CSV: <c>row</c> from 0, then for classes <c>prediction</c> and a <c>probability_</c> column each, for one target <c>prediction</c>,
    /// for several a <c>prediction_</c> column each. Numbers have as many digits as give back the same 32-bit float.
    /// </summary>
    public void Write(TextWriter writer)
    {
        var rows = new CsvRows(writer);
        rows.Text("row");
        if (IsClassifier || Outputs.Count == 1)
            rows.Text("prediction");
        if (IsClassifier || Outputs.Count > 1)
        {
            foreach (var output in Outputs)
                rows.Text((IsClassifier ? "probability_" : "prediction_") + output);
        }
        rows.EndRow();
        for (var row = 0; row < RowCount; row++)
        {
            rows.Whole(row);
            if (IsClassifier)
                rows.Label(Outputs[ClassOf(row)]);
            for (var i = 0; i < Outputs.Count; i++)
                rows.Number(Shortest(Values[row * Outputs.Count + i]));
            rows.EndRow();
        }
    }

    /// <summary>The double with the fewest digits that rounds to this float, instead of the float's own seventeen.</summary>
    private static double Shortest(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
