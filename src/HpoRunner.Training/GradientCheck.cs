using System.Runtime.InteropServices;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training;

/// <summary>
/// Compares the gradients of backpropagation with central differences of the objective (mean loss and penalties) over all given rows,
/// as one batch, at the initial weights and with output biases at zero: at the classes' frequencies gradients are nearly zero, and 32-bit
/// rounding is all that one would see. Dropout and noise draw the same each time.
/// <para>
/// With D(h) = (f(θ + h) − f(θ − h))/2h the estimate is (4D(h) − D(2h))/3, exact to h⁴, so that h may be large enough for 32-bit
/// arithmetic (1/64). Where D(h) and D(2h), or the slopes to the left and to the right, disagree, the objective has a kink within reach
/// (ReLU) and no difference says anything; such parameters are counted as skipped.
/// </para>
/// </summary>
public static class GradientCheck
{
    private const float Step = 1f / 64;
    private const double KinkTolerance = 2e-3;

    /// <param name="settings">Of the network, the loss and the penalties.</param>
    /// <param name="samples">All of them are one batch.</param>
    /// <param name="seed">Of weights, masks and the choice of parameters.</param>
    /// <param name="atMost">
    /// How many parameters are compared, chosen at random where there are more; each takes five forward passes.
    /// </param>
    /// <exception cref="ArgumentException">When rows and settings do not fit together.</exception>
    public static GradientCheckOutcome Run(TrainerSettings settings, Samples samples, ulong seed, int atMost = int.MaxValue)
    {
        Trainer.CheckRows(settings, samples, null);
        using var loop = new TrainingLoop(settings with { BatchSize = null, OutputBias = "zero" }, samples, seed);
        using var network = loop.Finish();
        int[] rows = [.. Enumerable.Range(0, samples.RowCount)];
        var places = ParameterPlaces(loop.Network);
        string[] parts = [.. places.Select(place => place.Part).Distinct()];
        loop.Reseed(seed);
        loop.ComputeGradients(rows);
        var gradients = loop.Network.Parameters.Gradients.ToArray();
        var scale = Math.Sqrt(places.Sum(place => (double)gradients[place.Place] * gradients[place.Place]) / places.Count);
        if (places.Count > atMost)
        {
            RandomStream.Derive(seed, "gradient check").Shuffle(CollectionsMarshal.AsSpan(places));
            places.RemoveRange(atMost, places.Count - atMost);
        }
        var compared = new List<(string Part, double Difference)>();
        var skipped = new List<string>();
        foreach (var (place, part) in places)
        {
            var difference = Differences(loop, rows, seed, place);
            var size = Math.Max(scale, Math.Max(Math.Abs(gradients[place]), Math.Abs(difference.Near)));
            if (difference.Kink > KinkTolerance * size)
                skipped.Add(part);
            else
                compared.Add((part, size > 0 ? Math.Abs(gradients[place] - (4 * difference.Near - difference.Far) / 3) / size : 0));
        }
        return new GradientCheckOutcome(Largest(compared), compared.Count, skipped.Count)
        {
            Parts = [.. parts.Select(part => new GradientCheckPart(
                part, Largest(compared.Where(found => found.Part == part)), compared.Count(found => found.Part == part),
                skipped.Count(name => name == part)))],
        };
    }

    /// <summary>0 of none; NaN when one is.</summary>
    private static double Largest(IEnumerable<(string Part, double Difference)> compared) =>
        compared.Select(found => found.Difference).DefaultIfEmpty(0).Aggregate(0.0, Math.Max);

    /// <summary>D(h), D(2h), and by how much differences disagree that agree to h² or better where the objective is smooth.</summary>
    private static (double Near, double Far, double Kink) Differences(TrainingLoop loop, int[] rows, ulong seed, int place)
    {
        var centre = ObjectiveAt(loop, rows, seed, place, 0);
        var (right, left) = (ObjectiveAt(loop, rows, seed, place, Step), ObjectiveAt(loop, rows, seed, place, -Step));
        var (farRight, farLeft) = (ObjectiveAt(loop, rows, seed, place, 2 * Step), ObjectiveAt(loop, rows, seed, place, -2 * Step));
        var near = (right - left) / (2 * Step);
        var far = (farRight - farLeft) / (4 * Step);
        var slopeRight = (4 * right - farRight - 3 * centre) / (2 * Step);
        var slopeLeft = (3 * centre - 4 * left + farLeft) / (2 * Step);
        return (near, far, Math.Max(Math.Abs(near - far), Math.Abs(slopeRight - slopeLeft)));
    }

    private static double ObjectiveAt(TrainingLoop loop, int[] rows, ulong seed, int place, float shift)
    {
        var original = loop.Network.Parameters.Values[place];
        loop.Network.Parameters.Values[place] = original + shift;
        loop.Reseed(seed);
        var objective = loop.Objective(rows);
        loop.Network.Parameters.Values[place] = original;
        return objective;
    }

    /// <summary>Where weights, biases, scales and shifts lie in the parameter vector, without the padding between them.</summary>
    internal static List<(int Place, string Part)> ParameterPlaces(Network network)
    {
        var places = new List<(int, string)>();
        for (var i = 0; i < network.DenseLayers.Length; i++)
        {
            var layer = network.DenseLayers[i];
            var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"layer {i + 1}");
            for (var output = 0; output < layer.Layout.Outputs; output++)
            {
                for (var input = 0; input < layer.Layout.Inputs; input++)
                    places.Add((layer.Weights.Offset + layer.Layout.Index(input, output), $"{name} weights"));
                places.Add((layer.Biases.Offset + output, $"{name} biases"));
            }
            if (i >= network.Normalizations.Length)
                continue;
            var normalization = network.Normalizations[i];
            for (var unit = 0; unit < normalization.Output.Width; unit++)
            {
                places.Add((normalization.Scales.Offset + unit, $"{name} scales"));
                places.Add((normalization.Shifts.Offset + unit, $"{name} shifts"));
            }
        }
        return places;
    }
}
