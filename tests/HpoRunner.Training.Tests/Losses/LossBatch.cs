using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Losses;

/// <summary>A loss on a few rows written out.</summary>
internal static class LossBatch
{
    // z, c and w in the Python lines of the tests.
    public static readonly float[][] Outputs = [[1, 2, 3], [0, 0, 0], [-1, 5, 2.5f], [10, -10, 0.5f]];
    public static readonly int[] Labels = [2, 0, 2, 1];
    public static readonly float[] Weights = [0.5f, 2, 1.25f];

    /// <summary>The sum of the rows' losses and the gradient, rows after another; measuring alone must give the same sum.</summary>
    public static (double Sum, float[] Gradients) Differentiate(Loss loss, float[][] outputs, int[] classes)
    {
        using var matrix = Matrix(outputs);
        using var gradients = new PaddedMatrix(outputs.Length, outputs[0].Length);
        using var targets = new BatchTargets(outputs.Length, 0);
        classes.CopyTo(targets.Classes, 0);
        var sum = loss.Differentiate(matrix, targets, outputs.Length, gradients);
        Assert.That(loss.Measure(matrix, targets, outputs.Length), Is.EqualTo(sum).Within(1e-5).Or.EqualTo(sum).Within(1e-4).Percent);
        return (sum, Flat(gradients, outputs.Length));
    }

    public static double Measure(Loss loss, float[][] outputs, int[] classes)
    {
        using var matrix = Matrix(outputs);
        using var targets = new BatchTargets(outputs.Length, 0);
        classes.CopyTo(targets.Classes, 0);
        return loss.Measure(matrix, targets, outputs.Length);
    }

    public static PaddedMatrix Matrix(float[][] rows)
    {
        var matrix = new PaddedMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix.Row(row));
        return matrix;
    }

    public static float[] Flat(PaddedMatrix matrix, int rows) =>
        [.. Enumerable.Range(0, rows).SelectMany(row => matrix.Row(row).ToArray())];
}
