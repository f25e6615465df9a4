using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed unsafe class MatrixProductTests
{
    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
    [
        (1, 1, 1), (1, 5, 3), (7, 1, 33), (8, 16, 16), (9, 17, 31), (32, 64, 10), (3, 8, 32), (16, 31, 48), (5, 100, 65), (33, 7, 257),
        (8, 784, 40), (13, 256, 16), (2, 3, 272),
        // X and dY together above 256 KiB, where the weight gradient takes its other path: odd, and a narrow last panel.
        (131, 509, 75), (70, 900, 112),
    ];

    [Test]
    public void TimesPanels_AnyShape_GivesTheBitsOfTheReference([ValueSource(nameof(Shapes))] (int Rows, int Inputs, int Outputs) shape)
    {
        var (rows, inputs, outputs) = shape;
        float[,] x = ProductReference.Random(rows, inputs, 1), w = ProductReference.Random(inputs, outputs, 2);
        var bias = Rows(ProductReference.Random(1, outputs, 3));
        using var xMatrix = Matrix(x);
        using var y = new PaddedMatrix(rows, outputs);
        var layout = new PanelLayout(inputs, outputs);
        using var panels = Panels(w);
        using var biases = new NativeFloats(layout.PaddedOutputs);
        bias.CopyTo(biases.Span);

        MatrixProduct.TimesPanels(xMatrix, panels.Pointer, layout, biases.Pointer, y, rows);

        Assert.That(Values(y, rows), Is.EqualTo(ProductReference.Multiply(x, w, bias)));
        Assert.That(PaddingOf(y, rows), Is.All.EqualTo(0));
    }

    [Test]
    public void Products_RandomShapes_GiveTheBitsOfTheReference() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 70).Three()), shape =>
        {
            var sizes = (shape.Item1, shape.Item2, shape.Item3);
            TimesPanels_AnyShape_GivesTheBitsOfTheReference(sizes);
            WeightGradient_AnyShape_GivesTheBitsOfTheReference(sizes);
            PanelTranspose_AnyShape_GivesPanelsOfTheTransposed(sizes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Test]
    public void WeightGradient_AnyShape_GivesTheBitsOfTheReference([ValueSource(nameof(Shapes))] (int Rows, int Inputs, int Outputs) shape)
    {
        var (rows, inputs, outputs) = shape;
        float[,] x = ProductReference.Random(rows, inputs, 1), dy = ProductReference.Random(rows, outputs, 2);
        using var xMatrix = Matrix(x);
        using var dyMatrix = Matrix(dy);
        var layout = new PanelLayout(inputs, outputs);
        // A guard behind the panels shows writes beyond them.
        using var panels = new NativeFloats(layout.Length + 32);
        panels.Span.Fill(-7);
        using var weightGradient = new Layers.WeightGradient(layout, xMatrix.Rows);

        weightGradient.Store(xMatrix, dyMatrix, rows, panels.Pointer);

        Assert.That(Unpacked(panels, layout), Is.EqualTo(ProductReference.Multiply(ProductReference.Transpose(x), dy, null)));
        Assert.That(panels.Span[layout.Length..].ToArray(), Is.All.EqualTo(-7));
    }

    [Test]
    public void PanelTranspose_AnyShape_GivesPanelsOfTheTransposed([ValueSource(nameof(Shapes))] (int Rows, int Inputs, int Outputs) shape)
    {
        var w = ProductReference.Random(shape.Inputs, shape.Outputs, 1);
        var layout = new PanelLayout(shape.Inputs, shape.Outputs);
        var transposedLayout = new PanelLayout(shape.Outputs, shape.Inputs);
        using var panels = Panels(w);
        using var expected = Panels(ProductReference.Transpose(w));
        for (var panel = 0; panel < transposedLayout.PanelCount; panel++)
        {
            using var transposed = new NativeFloats(PanelTranspose.RoomFor(layout) + 32);
            transposed.Span.Fill(-7);

            PanelTranspose.Run(panels.Pointer, layout, panel, transposed.Pointer);

            var length = shape.Outputs * transposedLayout.PanelWidth(panel);
            Assert.That(
                transposed.Span[..length].ToArray(),
                Is.EqualTo(expected.Span.Slice(transposedLayout.PanelOffset(panel), length).ToArray()));
            Assert.That(transposed.Span[PanelTranspose.RoomFor(layout)..].ToArray(), Is.All.EqualTo(-7));
        }
    }

    [Test]
    public void ColumnSums_AnyShape_AddsFromTheFirstRowToTheLast([ValueSource(nameof(Shapes))] (int Rows, int Inputs, int Outputs) shape)
    {
        var dy = ProductReference.Random(shape.Rows, shape.Outputs, 4);
        using var matrix = Matrix(dy);
        using var sums = new NativeFloats(matrix.PaddedColumns + 32);
        sums.Span.Fill(-7);

        MatrixProduct.ColumnSums(matrix, shape.Rows, sums.Pointer);

        var expected = Enumerable
            .Range(0, shape.Outputs)
            .Select(c => Enumerable.Range(0, shape.Rows).Aggregate(0f, (sum, r) => sum + dy[r, c]));
        Assert.That(sums.Span[..shape.Outputs].ToArray(), Is.EqualTo(expected));
        Assert.That(sums.Span[matrix.PaddedColumns..].ToArray(), Is.All.EqualTo(-7));
    }

    [Test]
    public void MicroKernels_OfBothWidths_GiveTheSameBits(
        [Values(16, 32)] int columns,
        [Values(0, 3, 4, 5, 7)] int missing,
        [Values] bool biased)
    {
        SameBits<Unchanged>(columns, missing, biased);
        SameBits<Rectified>(columns, missing, biased);
        SameBits<WherePositive>(columns, missing, biased);
    }

    private static void SameBits<TEnd>(int columns, int missing, bool biased)
        where TEnd : struct, ITileEnd
    {
        var most = MatrixProduct.RowsOfTile(columns);
        var rows = most - missing;
        using var a = Matrix(ProductReference.Random(most, 37, 1));
        using var b = Matrix(ProductReference.Random(37, columns, 2));
        using var start = Matrix(ProductReference.Random(1, columns, 3));
        using var values = Matrix(ProductReference.Random(most, columns, 4));
        using var wide = new PaddedMatrix(most, columns);
        using var narrow = new PaddedMatrix(most, columns);
        var tile = new TileOperands
        {
            A = a.Pointer, ARowBytes = a.Stride * 4, AStepBytes = 4, B = b.Pointer, BStepBytes = b.Stride * 4, Depth = 37,
            CStride = wide.Stride, Start = biased ? start.Pointer : null, Rows = rows, Ahead = a.Pointer,
        };

        MicroKernel256.Tile<TEnd>(tile with { C = narrow.Pointer, ToValues = (nint)(values.Pointer - narrow.Pointer) }, columns);
        if (columns == 32)
            MicroKernel512.Wide<TEnd>(tile with { C = wide.Pointer, ToValues = (nint)(values.Pointer - wide.Pointer) });
        else
            MicroKernel512.Narrow<TEnd>(tile with { C = wide.Pointer, ToValues = (nint)(values.Pointer - wide.Pointer) });

        Assert.That(Values(wide, most), Is.EqualTo(Values(narrow, most)));
        Assert.That(Enumerable.Range(rows, missing).SelectMany(row => wide.Row(row).ToArray()), Is.All.EqualTo(0));
    }

    private static PaddedMatrix Matrix(float[,] values)
    {
        var matrix = new PaddedMatrix(values.GetLength(0), values.GetLength(1));
        for (var r = 0; r < values.GetLength(0); r++)
        for (var c = 0; c < values.GetLength(1); c++)
            matrix.Row(r)[c] = values[r, c];
        return matrix;
    }

    private static NativeFloats Panels(float[,] weights)
    {
        var layout = new PanelLayout(weights.GetLength(0), weights.GetLength(1));
        var panels = new NativeFloats(layout.Length);
        layout.Pack(Rows(weights), panels.Span);
        return panels;
    }

    private static float[] Rows(float[,] values) => [.. values.Cast<float>()];

    private static float[,] Values(PaddedMatrix matrix, int rows)
    {
        var values = new float[rows, matrix.Columns];
        for (var r = 0; r < rows; r++)
        for (var c = 0; c < matrix.Columns; c++)
            values[r, c] = matrix.Row(r)[c];
        return values;
    }

    private static float[,] Unpacked(NativeFloats panels, PanelLayout layout)
    {
        var rowMajor = new float[layout.Inputs * layout.Outputs];
        layout.Unpack(panels.Span, rowMajor);
        var values = new float[layout.Inputs, layout.Outputs];
        Buffer.BlockCopy(rowMajor, 0, values, 0, rowMajor.Length * sizeof(float));
        return values;
    }

    private static IEnumerable<float> PaddingOf(PaddedMatrix matrix, int rows) =>
        Enumerable
            .Range(0, rows)
            .SelectMany(row => new Span<float>(matrix.RowPointer(row) + matrix.Columns, matrix.PaddedColumns - matrix.Columns).ToArray());
}
