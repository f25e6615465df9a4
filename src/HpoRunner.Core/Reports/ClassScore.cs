namespace HpoRunner.Reports;

/// <summary>
/// How well one class is found. Precision = right / called so, recall = right / are so, F1 = their harmonic mean, which is
/// 2 · right / (called so + are so). NaN where nothing was called so, or nothing is so; scikit-learn prints 0 there.
/// </summary>
internal readonly record struct ClassScore(string Name, int Rows, double Precision, double Recall, double F1)
{
    /// <summary>A row per class of a square confusion matrix [true][predicted]; none without such a matrix.</summary>
    public static IReadOnlyList<ClassScore> Of(ReportFinal final)
    {
        var counts = final.Confusion;
        if (counts.Any(row => row.Count != counts.Count))
            return [];
        return Enumerable.Range(0, counts.Count).Select(i =>
        {
            double right = counts[i][i];
            var are = counts[i].Sum();
            var called = counts.Sum(row => row[i]);
            var name = i < final.Classes.Count ? final.Classes[i] : Charts.Figures.Fixed(i, 0);
            return new ClassScore(name, are, right / called, right / are, 2 * right / (called + are));
        }).ToList();
    }
}
