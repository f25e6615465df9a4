using System.Globalization;
using HpoRunner.Training;
using HpoRunner.Training.Layers;
using HpoRunner.Training.Losses;
using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>
/// <c>dotnet run -c Release --project tests/HpoRunner.Benchmarks -- parts</c>: what the parts of a step cost: products against the
/// peak of this core, and everything that is not a product, in nanoseconds.
/// </summary>
internal static unsafe class PartTable
{
    private const int Rounds = 40;

    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
        [(32, 64, 64), (32, 64, 10), (128, 64, 64), (64, 256, 256), (128, 784, 512), (128, 512, 512)];

    public static void Print(TextWriter output)
    {
        var peak = PeakLoop.Flops / BestOf(PeakLoop.Run);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak of this core: {peak / 1e9:F1} GFLOP/s"));
        foreach (var (rows, inputs, outputs) in Shapes)
            Products(output, rows, inputs, outputs, peak);
        Elementwise(output);
    }

    private static void Products(TextWriter output, int rows, int inputs, int outputs, double peak)
    {
        using var parameters = new ParameterVectors(Dense.BlockLength(inputs, outputs));
        using var x = new Activations(rows, inputs, needsGradients: true);
        using var y = new Activations(rows, outputs, needsGradients: true);
        var layout = new PanelLayout(inputs, outputs);
        var transposedLayout = new PanelLayout(outputs, inputs);
        using var transposed = new NativeFloats(PanelTranspose.RoomFor(layout));
        using var inputGradient = new InputGradient(layout);
        using var weightGradient = new WeightGradient(layout, rows);
        var weights = parameters.ValuePointer(new ParameterBlock(0, layout.Length));
        var gradients = parameters.GradientPointer(new ParameterBlock(0, layout.Length));
        var bias = weights + layout.Length;
        var flops = 2.0 * rows * inputs * outputs;
        Report("forward", () => MatrixProduct.TimesPanels(x.Values, weights, layout, bias, y.Values, rows));
        Report("dW", () => weightGradient.Store(x.Values, y.Gradients, rows, gradients));
        Report("dX", () =>
        {
            for (var panel = 0; panel < transposedLayout.PanelCount; panel++)
                MatrixProduct.TimesPanel<Unchanged>(y.Gradients, transposed.Pointer, transposedLayout, panel, null, x.Gradients, rows);
        });
        Report("dX, transposing W", () => inputGradient.Store(weights, y.Gradients, rows, x.Gradients));
        Report("db", () => MatrixProduct.ColumnSums(y.Gradients, rows, bias));
        void Report(string what, Action run)
        {
            var seconds = BestOf(() => { run(); return 0; });
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows,4} x {inputs,3} x {outputs,3} {what,-17} {seconds * 1e9,10:F0} ns {flops / seconds / peak,6:P0} of peak"));
        }
    }

    private static void Elementwise(TextWriter output)
    {
        const int Length = 9360;
        using var vectors = new ParameterVectors(Length);
        using var hidden = new Activations(32, 64, needsGradients: true);
        using var logits = new Activations(32, 10, needsGradients: true);
        using var targets = new BatchTargets(32, 0);
        using var loss = new SoftmaxCrossEntropy(10);
        vectors.Gradients.Fill(0.01f);
        (string Name, Layer Layer)[] layers =
        [
            .. ActivationFactory.Names.Select(name => (name, ActivationFactory.Create(name, hidden))),
            ("dropout", new Dropout(hidden, 0.5, 1)),
        ];
        foreach (var name in OptimizerFactory.GradientRules)
        {
            var settings = TrainerSettings.From(new Dictionary<string, Scalar> { ["optimizer"] = name });
            using var optimizer = OptimizerFactory.Create(settings, Length);
            Report($"{name}, {Length} parameters", () => optimizer.Step(vectors.Values, vectors.Gradients, 1e-9));
        }
        Fill(hidden);
        using var fresh = new PaddedMatrix(32, 64);
        Copy(hidden.Values, fresh);
        Report("copy of the input, part of each forward below", () => Copy(fresh, hidden.Values));
        foreach (var (name, layer) in layers)
        {
            // Layers work in place: applied over and over they would leave numbers too small to be fast.
            Report($"{name} forward 32 x 64", () =>
            {
                Copy(fresh, hidden.Values);
                layer.Forward(32, training: true);
            });
            Report($"{name} backward 32 x 64", () => layer.Backward(32));
        }
        Report("softmax, loss and gradient 32 x 10", () => loss.Differentiate(logits.Values, targets, 32, logits.Gradients));
        void Report(string what, Action run) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {BestOf(() => { run(); return 0; }) * 1e9,8:F0} ns"));
    }

    private static void Copy(PaddedMatrix from, PaddedMatrix to)
    {
        for (var row = 0; row < from.Rows; row++)
            from.Row(row).CopyTo(to.Row(row));
    }

    private static void Fill(Activations activations)
    {
        var random = RandomStream.Derive(1, "benchmark");
        for (var row = 0; row < activations.Values.Rows; row++)
            foreach (ref var value in activations.Values.Row(row))
                value = (float)random.NextNormal();
    }

    private static double BestOf(Func<double> run)
    {
        StepTable.WarmUp(run);
        return Enumerable.Range(0, Rounds).Min(_ => StepTable.Seconds(run));
    }
}
