using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>A network with data, ready to be stepped again and again.</summary>
internal sealed class StepWork : IDisposable
{
    private readonly TrainingLoop _loop;
    private readonly TrainedNetwork _network;
    private readonly int[] _rows;
    private readonly double _learningRate;

    /// <param name="shape">Widths from input to classes, as text: 64-64-64-10.</param>
    /// <param name="batch">Rows per step.</param>
    /// <param name="parameters">What differs from the trainer's defaults.</param>
    public StepWork(string shape, int batch, params (string Name, Scalar Value)[] parameters)
    {
        var widths = Array.ConvertAll(shape.Split('-'), text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        var hidden = widths.Length > 2 ? string.Join('-', widths[1..^1]) : "none";
        var given = parameters.ToDictionary(pair => pair.Name, pair => pair.Value);
        given["hidden"] = hidden;
        given["batch_size"] = batch;
        var settings = TrainerSettings.From(given);
        var samples = Draw(Math.Max(1024, batch), widths[0], widths[^1]);
        _loop = new TrainingLoop(settings, samples, seed: 1);
        _network = _loop.Finish();
        _rows = [.. Enumerable.Range(0, batch).Select(i => i * 7 % samples.RowCount)];
        // Small enough that thousands of steps on one batch do not blow up any optimizer.
        _learningRate = 1e-5;
        Flops = FlopsPerStep(widths, batch);
    }

    /// <summary>Of the matrix products alone: 2 per multiply-add, three products a layer, two in the first.</summary>
    public double Flops { get; }

    /// <summary>From "name=value" to parameters.</summary>
    public static (string Name, Scalar Value)[] Parse(IEnumerable<string> parameters) =>
        [.. parameters.Select(text => text.Split('=')).Select(pair => (pair[0], Value(pair[1])))];

    /// <summary>Training metrics are counted from now on.</summary>
    public void Watch() => _loop.Watch();

    public double Step() => _loop.Step(_rows, _learningRate);

    public void Dispose()
    {
        _network.Dispose();
        _loop.Dispose();
    }

    private static Scalar Value(string text) => text switch
    {
        "true" => true,
        _ => Scalar.TryParseNumber(text, out var number) ? number : Scalar.Text(text),
    };

    private static double FlopsPerStep(int[] widths, int batch) =>
        Enumerable.Range(1, widths.Length - 1).Sum(i => 2.0 * batch * widths[i - 1] * widths[i] * (i == 1 ? 2 : 3));

    private static Samples Draw(int rows, int features, int classes)
    {
        var random = RandomStream.Derive(1, "benchmark");
        var values = new float[rows * features];
        foreach (ref var value in values.AsSpan())
            value = (float)random.NextNormal();
        var labels = Enumerable.Range(0, rows).Select(_ => random.NextInt(classes)).ToArray();
        // Square pictures of one channel, where the features make one.
        var side = (int)Math.Sqrt(features);
        return new Samples
        {
            Features = values, RowCount = rows, FeatureCount = features, Classes = labels, ClassCount = classes,
            Image = side * side == features ? new ImageShape(side, side, 1) : null,
        };
    }
}
